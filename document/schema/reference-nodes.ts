import type { NodeSpec } from 'prosemirror-model'
import { parseDocumentId } from '../protocol/ids.ts'
import { isShortText, must } from './attributes.ts'
import type { ParsedElement } from './element.ts'

const NAME_LIMIT = 200
const PERSON = /^[A-Za-z0-9_-]{1,64}$/

/** A person who is meant: their id, and their name when they were mentioned. */
const mention: NodeSpec = {
  group: 'inline',
  inline: true,
  selectable: true,
  attrs: {
    person: { validate: must('person', (value) => typeof value === 'string' && PERSON.test(value)) },
    name: { validate: must('name', isName) },
  },
  leafText: (node) => `@${node.attrs['name']}`,
  parseDOM: [
    {
      tag: 'span.mention',
      priority: 60,
      getAttrs: (element: ParsedElement) => {
        const person = element.getAttribute('data-person') ?? ''
        const name = (element.textContent ?? '').replace(/^@/, '').trim()
        return PERSON.test(person) && isName(name) ? { person, name } : false
      },
    },
  ],
  toDOM: ({ attrs }) => [
    'span',
    { class: 'mention', 'data-person': String(attrs['person']), contenteditable: 'false' },
    `@${attrs['name']}`,
  ],
}

/** A link to another document of this server. `title` is what it was called when the link was made. */
const document_link: NodeSpec = {
  group: 'inline',
  inline: true,
  selectable: true,
  attrs: {
    document: { validate: must('document', isDocument) },
    title: { default: '', validate: must('title', (value) => isShortText(value, NAME_LIMIT)) },
  },
  leafText: (node) => String(node.attrs['title']),
  parseDOM: [
    {
      tag: 'a.document-link',
      priority: 60,
      getAttrs: (element: ParsedElement) => {
        const document = parseDocumentId(element.getAttribute('data-document') ?? '')
        const title = (element.textContent ?? '').trim()
        return document ? { document, title: isShortText(title, NAME_LIMIT) ? title : '' } : false
      },
    },
  ],
  toDOM: ({ attrs }) => [
    'a',
    {
      class: 'document-link',
      href: `/d/${attrs['document']}`,
      'data-document': String(attrs['document']),
      contenteditable: 'false',
    },
    String(attrs['title']),
  ],
}

function isDocument(value: unknown): boolean {
  return typeof value === 'string' && parseDocumentId(value) !== undefined
}

function isName(value: unknown): boolean {
  return isShortText(value, NAME_LIMIT) && value !== ''
}

/** Words in a line that stand for somebody or something else. */
export const referenceNodes = { mention, document_link } satisfies Record<string, NodeSpec>
