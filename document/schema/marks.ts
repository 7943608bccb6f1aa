import type { MarkSpec } from 'prosemirror-model'
import { isLinkUrl, isShortText, must } from './attributes.ts'
import { isTextColour, type TextColour } from './colours.ts'
import type { ParsedElement } from './element.ts'

const TITLE_LIMIT = 1_000

const link: MarkSpec = {
  inclusive: false,
  attrs: {
    href: { validate: must('href', isLinkUrl) },
    title: { default: '', validate: must('title', (value) => isShortText(value, TITLE_LIMIT)) },
  },
  parseDOM: [
    {
      tag: 'a[href]',
      getAttrs: (element: ParsedElement) => {
        const href = element.getAttribute('href')?.trim()
        if (!isLinkUrl(href)) return false
        const title = element.getAttribute('title') ?? ''
        return { href, title: isShortText(title, TITLE_LIMIT) ? title : '' }
      },
    },
  ],
  toDOM: (mark) => {
    const { href, title } = mark.attrs as { href: string; title: string }
    // To a heading of the same text: that is no other page.
    const base: Record<string, string> = href.startsWith('#')
      ? { href }
      : { href, rel: 'noopener noreferrer nofollow', target: '_blank' }
    return ['a', title ? { ...base, title } : base, 0]
  },
}

const strong: MarkSpec = {
  parseDOM: [
    { tag: 'strong' },
    // Google Docs wraps whole pastes in a <b> that is not bold.
    { tag: 'b', getAttrs: (element: ParsedElement) => element.style?.fontWeight !== 'normal' && null },
    { style: 'font-weight=400', clearMark: (mark) => mark.type.name === 'strong' },
    {
      style: 'font-weight',
      getAttrs: (value: string) => /^(bold(er)?|[5-9]\d{2,})$/.test(value) && null,
    },
  ],
  toDOM: () => ['strong', 0],
}

const em: MarkSpec = {
  parseDOM: [
    { tag: 'em' },
    { tag: 'i', getAttrs: (element: ParsedElement) => element.style?.fontStyle !== 'normal' && null },
    { style: 'font-style=italic' },
    { style: 'font-style=normal', clearMark: (mark) => mark.type.name === 'em' },
  ],
  toDOM: () => ['em', 0],
}

const underline: MarkSpec = {
  parseDOM: [
    { tag: 'u' },
    { style: 'text-decoration=underline' },
    { style: 'text-decoration-line=underline' },
  ],
  toDOM: () => ['u', 0],
}

const strike: MarkSpec = {
  parseDOM: [
    { tag: 's' },
    { tag: 'del' },
    { tag: 'strike' },
    { style: 'text-decoration=line-through' },
    { style: 'text-decoration-line=line-through' },
  ],
  toDOM: () => ['s', 0],
}

const code: MarkSpec = {
  code: true,
  parseDOM: [{ tag: 'code' }],
  toDOM: () => ['code', 0],
}

const colour = { validate: must('colour', isTextColour) }

/** Words as if a marker had gone over them. What other programs write so without a colour of ours is yellow. */
const highlight: MarkSpec = {
  attrs: { colour },
  parseDOM: [
    {
      tag: 'mark',
      getAttrs: (element: ParsedElement) => ({ colour: readColour(element, 'highlight') ?? 'yellow' }),
    },
  ],
  toDOM: (mark) => ['mark', { class: `highlight-${mark.attrs['colour']}` }, 0],
}

const text_colour: MarkSpec = {
  attrs: { colour },
  parseDOM: [
    {
      tag: 'span[class]',
      getAttrs: (element: ParsedElement) => {
        const named = readColour(element, 'text')
        return named ? { colour: named } : false
      },
    },
  ],
  toDOM: (mark) => ['span', { class: `text-${mark.attrs['colour']}` }, 0],
}

function readColour(element: ParsedElement, kind: 'highlight' | 'text'): TextColour | undefined {
  const names = (element.getAttribute('class') ?? '').split(/\s+/)
  const found = names.find((name) => name.startsWith(`${kind}-`))?.slice(kind.length + 1)
  return isTextColour(found) ? found : undefined
}

const SCRIPTS = 'superscript subscript'

const superscript: MarkSpec = {
  excludes: SCRIPTS,
  parseDOM: [{ tag: 'sup' }, { style: 'vertical-align=super' }],
  toDOM: () => ['sup', 0],
}

const subscript: MarkSpec = {
  excludes: SCRIPTS,
  parseDOM: [{ tag: 'sub' }, { style: 'vertical-align=sub' }],
  toDOM: () => ['sub', 0],
}

/** All marks by name; the order is the nesting in HTML, the first outermost. */
export const marks = {
  link,
  highlight,
  text_colour,
  strong,
  em,
  underline,
  strike,
  superscript,
  subscript,
  code,
} satisfies Record<string, MarkSpec>
