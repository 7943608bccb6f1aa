import type { NodeSpec } from 'prosemirror-model'
import { must } from './attributes.ts'
import type { ParsedElement } from './element.ts'

/** What a callout says about itself: GitHub's five kinds, so that Markdown carries them. */
export const CALLOUT_KINDS = ['note', 'tip', 'important', 'warning', 'caution'] as const
export type CalloutKind = (typeof CALLOUT_KINDS)[number]

/** True for the name of a kind of callout. */
export function isCalloutKind(value: unknown): value is CalloutKind {
  return CALLOUT_KINDS.some((kind) => kind === value)
}

/** A paragraph or more that stand out: a note, a tip, a warning. */
const callout: NodeSpec = {
  group: 'block flow',
  content: 'block+',
  defining: true,
  attrs: { kind: { default: 'note', validate: must('kind', isCalloutKind) } },
  parseDOM: [
    {
      tag: 'aside.callout',
      priority: 60,
      getAttrs: (element: ParsedElement) => {
        const kind = element.getAttribute('data-kind')
        return { kind: isCalloutKind(kind) ? kind : 'note' }
      },
    },
  ],
  toDOM: ({ attrs }) => [
    'aside',
    { class: 'callout', 'data-kind': String(attrs['kind']), role: 'note', dir: 'auto' },
    0,
  ],
}

/** A section under one line that shows and hides it. Whether it is open is each reader's own, not the text's. */
const details: NodeSpec = {
  group: 'block flow',
  content: 'summary block*',
  defining: true,
  isolating: true,
  parseDOM: [{ tag: 'details' }],
  toDOM: () => ['details', { open: '', dir: 'auto' }, 0],
}

const summary: NodeSpec = {
  content: 'inline*',
  defining: true,
  selectable: false,
  parseDOM: [{ tag: 'summary' }],
  toDOM: () => ['summary', { dir: 'auto' }, 0],
}

/** Blocks around other blocks that have a meaning of their own. */
export const sectionNodes = { callout, details, summary } satisfies Record<string, NodeSpec>
