import type { EditorView } from 'prosemirror-view'
import { caretsOf } from '../editor/carets.ts'
import { reveal } from '../editor/reveal.ts'
import '../elements/follow-banner.ts'
import type { PersonHere } from '../elements/people-here.ts'
import { words } from '../words.ts'
import { caretToFollow } from './caret-to-follow.ts'

/** Keeps somebody's caret on this screen, until it is stopped. */
export interface Follow {
  /** Goes to this person's caret and stays with it; for whoever is followed already it is the end of it. */
  toggle(person: string): void
  stop(): void
  /** Who is here has changed; whoever left is followed no more. */
  onPeople(people: readonly PersonHere[]): void
  /** Carets may have moved. */
  look(): void
}

/** What following needs from the page. */
export interface FollowDeps {
  /** Undefined while the document is opening. */
  readonly view: () => EditorView | undefined
  /** The page's top, which lies over the text; the banner hangs on it. */
  readonly top: HTMLElement
  /** Tells who is followed from now on, by id. */
  readonly onChange: (followed: string | undefined) => void
  /** Says a sentence to screen readers. */
  readonly say: (text: string) => void
}

/** Makes one that follows nobody. */
export function createFollow({ view, top, onChange, say }: FollowDeps): Follow {
  const banner = document.createElement('sp-follow-banner')
  top.append(banner)
  let people: readonly PersonHere[] = []
  let followed: string | undefined
  let client: string | undefined
  let seen: ReadonlyMap<string, number> = new Map()
  let isOnTheWay = false
  let frame = 0

  function toggle(person: string): void {
    const one = people.find((each) => each.person.id === person)
    if (followed === person || !one) {
      stop()
      return
    }
    followed = person
    client = undefined
    seen = new Map()
    isOnTheWay = false
    banner.person = one.person
    say(words.people.followingSaid(one.person.name))
    onChange(person)
    draw()
  }

  function stop(): void {
    if (followed === undefined) return
    followed = undefined
    say(words.people.stopped)
    banner.person = undefined
    onChange(undefined)
  }

  function look(): void {
    if (frame === 0 && followed !== undefined) frame = requestAnimationFrame(draw)
  }

  function draw(): void {
    frame = 0
    const shown = view()
    if (!shown || followed === undefined) return
    const carets = caretsOf(shown.state)
    const caret = caretToFollow(carets, followed, seen, client)
    banner.hasCaret = caret !== undefined
    const hasMoved = caret && (caret.client !== client || caret.moves !== seen.get(caret.client))
    client = caret?.client
    seen = new Map(carets.map((each) => [each.client, each.moves]))
    if (caret && (hasMoved || isOnTheWay)) isOnTheWay = reveal(shown, caret.head, true)
  }

  addEventListener(
    'keydown',
    (event) => {
      const isElsewhere = document.querySelector('dialog[open], :popover-open') !== null
      if (event.key !== 'Escape' || followed === undefined || event.isComposing || isElsewhere) return
      // One Escape, one end: the text keeps the focus.
      event.preventDefault()
      event.stopPropagation()
      stop()
    },
    { capture: true },
  )
  banner.addEventListener('stop-following', stop)
  // What others write may end a scrolling before it is there.
  addEventListener('scrollend', () => isOnTheWay && look())

  return {
    toggle,
    stop,
    look,
    onPeople(now) {
      people = now
      const one = people.find(({ person }) => person.id === followed)
      if (one) banner.person = one.person
      else stop()
    },
  }
}
