import { html } from 'lit'
import { FileText } from 'lucide'
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import type { Me } from '../../../document/protocol/person.ts'
import { schema } from '../../../document/schema/schema.ts'
import { icon } from '../../elements/icons.ts'
import { initialsOf } from '../../elements/people-here.ts'
import { relativeTime } from '../../elements/relative-time.ts'
import { words } from '../../words.ts'
import type { LinkableDocument, References } from '../references/references.ts'
import { best, rank } from './fuzzy.ts'
import type { QueryRange, Source, Suggested } from './source.ts'

/** How many documents stand below the people; `[[` shows all. */
const FEW = 5

/** Behind `@`: the people of this document, then my other documents. */
export function mentionSource(references: References): Source {
  const people = askedWhenOpened(() => references.people())
  const documents = askedWhenOpened(() => references.documents())
  return {
    label: () => words.references.label,
    async find(query) {
      const [everybody, mine] = await Promise.all([people(query), documents(query)])
      return [
        ...best(everybody, ({ name }) => rank(query, name)).map(toPerson),
        ...best(mine, ({ title }) => rank(query, title || words.untitled))
          .slice(0, FEW)
          .map((one) => toDocument(one, references.now())),
      ]
    },
  }
}

/** Behind `[[`: my other documents. */
export function documentSource(references: References): Source {
  const documents = askedWhenOpened(() => references.documents())
  return {
    label: () => words.references.label,
    find: async (query) =>
      best(await documents(query), ({ title }) => rank(query, title || words.untitled)).map((one) =>
        toDocument(one, references.now()),
      ),
  }
}

/** A list is asked for when the sign is typed, and filtered while the query is. */
function askedWhenOpened<T>(ask: () => Promise<readonly T[]>): (query: string) => Promise<readonly T[]> {
  let asked: Promise<readonly T[]> | undefined
  return (query) => {
    if (query === '' || !asked) asked = ask()
    return asked
  }
}

function toPerson({ id, name, colour }: Me): Suggested {
  return {
    id: `person-${id}`,
    label: name,
    group: words.references.people,
    picture: html`<span class="avatar small colour-${colour}" data-initials=${initialsOf(name)}></span>`,
    take: (view, range) => put(view, range, schema.nodes.mention.create({ person: id, name })),
  }
}

function toDocument({ id, title, updatedAt }: LinkableDocument, now: number): Suggested {
  const name = title.trim() || words.untitled
  return {
    id: `document-${id}`,
    label: name,
    group: words.references.documents,
    picture: html`${icon(FileText)}`,
    detail: relativeTime(updatedAt, now),
    take: (view, range) =>
      put(view, range, schema.nodes.document_link.create({ document: id, title: short(name) })),
  }
}

/** At most the 200 UTF-16 units that the schema allows, and no half of a character. */
function short(title: string): string {
  return [...title].slice(0, 100).join('')
}

/** The reference stands where the query was, and one goes on behind a space. */
function put(view: EditorView, { from, to }: QueryRange, node: Node): void {
  const { doc, tr } = view.state
  const after = doc.resolve(to).nodeAfter?.text?.at(0) ?? ''
  tr.replaceWith(from, to, node.mark(doc.resolve(from).marks()))
  if (!/^[\s.,;:!?)\]]/.test(after)) tr.insertText(' ')
  view.dispatch(tr.scrollIntoView())
  view.focus()
}
