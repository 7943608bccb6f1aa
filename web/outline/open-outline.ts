import { type EditorState, Plugin, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { addPlugins } from '../editor/late-plugins.ts'
import { coveredBy, revealAtTop } from '../editor/reveal.ts'
import '../elements/contents-panel.ts'
import '../elements/text-count.ts'
import { later } from '../later.ts'
import { toolWords } from '../tool-words.ts'
import { addUp, type Counts, createCounter } from './counts.ts'
import { type Heading, headingsOf, isSameOutline, lineAbove } from './headings.ts'

/** The contents and the counts of a document. */
export interface Outline {
  /** Opens the contents and puts the keyboard there, by when it resolves; says so when there are no headings. */
  showContents(): Promise<void>
  showCounts(): void
}

/** Where it is remembered, per browser, whether the contents stand open beside the text. */
const REMEMBERED = 'samepage-contents'

// Nobody reads a count or a list of headings letter by letter.
const AFTER_TYPING_MS = 250

/** From this line of the window on, a heading counts as read. */
const READING_LINE_PX = 96

const HAS_ROOM = '(min-width: 1240px)'

/** Puts the contents and the counts beside the text and keeps both up to date. */
export function createOutline(view: EditorView, say: (text: string) => void): Outline {
  const panel = document.createElement('sp-contents-panel')
  const count = document.createElement('sp-text-count')
  document.querySelector('main')?.before(panel)
  document.querySelector('main')?.after(count)
  const counter = createCounter()
  const room = matchMedia(HAS_ROOM)
  let headings: readonly Heading[] = []
  let cancel: (() => void) | undefined
  let frame = 0

  function look(): void {
    cancel = undefined
    const { doc, selection } = view.state
    const next = headingsOf(doc)
    const hasChanged = !isSameOutline(headings, next)
    headings = next
    if (hasChanged) panel.headings = next
    count.counts = counter.countDocument(doc)
    count.selected = selection.empty ? undefined : counted(selection)
    follow()
  }

  function counted({ ranges }: Selection): Counts {
    const { doc } = view.state
    return addUp(ranges.map(({ $from, $to }) => counter.countBetween(doc, $from.pos, $to.pos)))
  }

  /** Which heading is being read: the last one above the reading line. */
  function follow(): void {
    frame = 0
    if (headings.length === 0 || !panel.isOpen) return
    const height = coveredBy(view) + READING_LINE_PX
    panel.at = lineAbove(headings.length, (line) => topOf(view, headings[line]), height)
  }

  function jump(line: number, isByKey: boolean): void {
    // Others may have written since the list was made.
    const heading = headingsOf(view.state.doc)[line]
    if (!heading) return
    if (panel.isSheet) setOpen(false)
    if (isByKey) {
      const caret = Selection.near(view.state.doc.resolve(heading.position + 1))
      view.dispatch(view.state.tr.setSelection(caret))
      view.focus()
    }
    revealAtTop(view, heading.position + 1)
    panel.at = line
  }

  function setOpen(isOpen: boolean): void {
    if (!panel.isSheet) remember(isOpen)
    panel.isOpen = isOpen
    follow()
  }

  function settle(): void {
    panel.isSheet = !room.matches
    panel.isOpen = room.matches && isRemembered()
    follow()
  }

  panel.addEventListener('contents-chosen', ({ line, isByKey }) => jump(line, isByKey))
  panel.addEventListener('contents-toggled', ({ isOpen }) => {
    setOpen(isOpen)
    if (isOpen) void panel.focusLine()
  })
  room.addEventListener('change', settle)
  const onScroll = () => {
    if (frame === 0) frame = requestAnimationFrame(follow)
  }
  addEventListener('scroll', onScroll, { passive: true })
  addPlugins(view, [
    whenChanged(() => {
      cancel ??= later(AFTER_TYPING_MS, look)
    }),
  ])
  settle()
  look()

  return {
    async showContents() {
      if (cancel) {
        cancel()
        look()
      }
      if (headings.length === 0) {
        say(toolWords.contents.none)
        return
      }
      setOpen(true)
      await panel.focusLine()
    },
    showCounts: () => count.open(),
  }
}

function whenChanged(tell: () => void): Plugin {
  return new Plugin({
    view: () => ({
      update({ state }: EditorView, before: EditorState) {
        if (state.doc !== before.doc || !state.selection.eq(before.selection)) tell()
      },
    }),
  })
}

function topOf(view: EditorView, heading: Heading | undefined): number {
  const drawn = heading && view.nodeDOM(heading.position)
  return drawn instanceof Element ? drawn.getBoundingClientRect().top : Number.POSITIVE_INFINITY
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(REMEMBERED) === 'open'
  } catch {
    return false
  }
}

function remember(isOpen: boolean): void {
  try {
    localStorage.setItem(REMEMBERED, isOpen ? 'open' : 'closed')
  } catch {
    // A browser that keeps nothing opens it anew each time.
  }
}
