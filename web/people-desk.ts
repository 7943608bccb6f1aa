import type { EditorView } from 'prosemirror-view'
import type { Me } from '../document/protocol/person.ts'
import type { Participant } from '../document/protocol/presence.ts'
import type { Announcer } from './elements/announcer.ts'
import type { DocumentHeader } from './elements/document-header.ts'
import { createLingering } from './elements/lingering.ts'
import { areSamePeople, type PersonHere, peopleHere } from './elements/people-here.ts'
import type { PeopleList } from './elements/people-list.ts'
import type { Follow } from './follow/follow.ts'
import { later } from './later.ts'
import { words } from './words.ts'

/** Everything on a document's page about the people in it. */
export interface PeopleDesk {
  /** Everyone who is here, with their carets, at each change of either. */
  onPeople(participants: readonly Participant[], me: Me | undefined): void
  /** I wrote something: nobody is followed any more. */
  onOwnEdit(): void
}

/** What the desk needs from the page. */
export interface PeopleDeskDeps {
  readonly header: DocumentHeader
  /** The part of the page that stays over the text. */
  readonly top: HTMLElement
  readonly announcer: Pick<Announcer, 'onPeople'>
  readonly view: () => EditorView | undefined
  /** Says a sentence to screen readers. */
  readonly say: (text: string) => void
  /** Shows a sentence for a moment. */
  readonly show: (text: string) => void
}

/** Shows who is here, lists them all and follows one of them; the last two are fetched when first asked for. */
export function createPeopleDesk({ header, top, announcer, view, say, show }: PeopleDeskDeps): PeopleDesk {
  let me: Me | undefined
  let people: readonly PersonHere[] = []
  let list: PeopleList | undefined
  let follow: Follow | undefined

  const showPeople = createLingering(later, (participants) => {
    const now = peopleHere(participants, me)
    announcer.onPeople(participants, me)
    if (areSamePeople(people, now)) return
    people = now
    header.people = now
    if (list) list.people = now
    follow?.onPeople(now)
  })

  async function following(): Promise<Follow> {
    const { createFollow } = await import('./follow/follow.ts')
    follow ??= createFollow({
      view,
      top,
      say,
      onChange(followed) {
        header.followed = followed
        if (list) list.followed = followed
      },
    })
    follow.onPeople(people)
    return follow
  }

  async function listed(): Promise<PeopleList> {
    await import('./elements/people-list.ts')
    if (list) return list
    list = document.createElement('sp-people-list')
    list.people = people
    list.followed = header.followed
    list.addEventListener('follow-person', ({ person }) => toggle(person))
    document.body.append(list)
    return list
  }

  const sayNotNow = (): void => show(words.people.notNow)
  const toggle = (person: string): void => {
    following().then((one) => one.toggle(person), sayNotNow)
  }
  header.addEventListener('follow-person', ({ person }) => toggle(person))
  header.addEventListener('list-people', ({ target }) => {
    listed().then((one) => one.toggle(target as Element), sayNotNow)
  })

  return {
    onPeople(participants, mine) {
      me = mine
      // In one document two people hardly ever have one colour: mine may be another here than the one I chose.
      header.me = participants.find(({ person }) => person.id === mine?.id)?.person ?? mine
      showPeople(participants)
      follow?.look()
    },
    onOwnEdit: () => follow?.stop(),
  }
}
