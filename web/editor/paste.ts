import { Fragment, type Node, type ResolvedPos, Slice } from 'prosemirror-model'
import { type Command, Plugin, Selection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { isLinkUrl } from '../../document/schema/attributes.ts'
import { schema } from '../../document/schema/schema.ts'
import type { ClipboardParts } from './clipboard-parts.ts'
import { linkAt, setLink, takesMarks } from './marks.ts'
import { createStyledParser, hideStyles } from './pasted-styles.ts'
import { tableAround } from './tables/layout.ts'
import { tableFromTsv } from './tables/tsv.ts'

const { nodes } = schema

type TextReader = ClipboardParts['readText']

/**
 * Paste: HTML, cleaned of what other programs put there, through ProseMirror's own parser; plain text line by line,
 * and as what it means where it is Markdown (while `parts` are still loading it stays plain text); one plain line
 * into the title; an address over selected words as a link.
 */
export function smartPaste(parts: () => ClipboardParts | undefined): Plugin {
  const readText: TextReader = (text) => parts()?.readText(text)
  return new Plugin({
    props: {
      handlePaste: (view, event, slice) => {
        const text = event.clipboardData?.getData('text/plain') ?? ''
        const isPlain = !event.clipboardData?.types.includes('text/html')
        return (
          (isPlain && pasteIntoEmpty(view, text, readText)) ||
          pasteIntoTitle(view, text) ||
          pasteAddress(view, text) ||
          isDone(view, parts()?.pasteList(view.state, slice))
        )
      },
      clipboardTextParser: (text, $context, isPlain) => {
        const cells = isPlain ? undefined : tableFromTsv(text, tableAround($context) !== undefined)
        if (cells) return cells
        const read = isPlain ? undefined : readText(text)
        return read ? documentSlice(read) : plainSlice(text, $context)
      },
      transformPastedHTML: hideStyles,
      clipboardParser: createStyledParser(parts),
      transformPasted: (slice, view) => {
        const pasted = new Slice(withoutTitles(slice.content), slice.openStart, slice.openEnd)
        return keepFirstAlign(pasted, view.state.selection)
      },
    },
  })
}

/** On an empty line the first paragraph that is pasted stands as it stood, and does not only give its words. */
export function keepFirstAlign(slice: Slice, { $from, empty }: Selection): Slice {
  const { content, openStart, openEnd } = slice
  const isOnEmptyLine = empty && $from.parent.type === nodes.paragraph && $from.parent.content.size === 0
  if (!isOnEmptyLine || openStart !== 1 || !content.firstChild?.attrs['align']) return slice
  return new Slice(content, 0, openEnd)
}

/** The content of a document as it is pasted: its title, where it has one, as a first heading. */
export function documentSlice(doc: Node): Slice {
  const content = withoutTitles(doc.content)
  // A paragraph at either end joins the text it is pasted into.
  const open = (block: Node | null) => (block?.type === nodes.paragraph ? 1 : 0)
  return new Slice(content, open(content.firstChild), open(content.lastChild))
}

/** A text as one line, for the title. */
export function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ').trim()
}

/** Plain text with a paragraph per line, an empty one for an empty line, in the marks of the place. */
export function plainSlice(text: string, $context: ResolvedPos): Slice {
  const marks = $context.parent.inlineContent ? $context.marks() : []
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => nodes.paragraph.create(null, line ? schema.text(line, marks) : null))
  return new Slice(Fragment.from(paragraphs), 1, 1)
}

/** In a document that nobody has begun, several lines stand below the title, to which Markdown brings its own. */
function pasteIntoEmpty(view: EditorView, text: string, read: TextReader): boolean {
  const { doc, tr, selection } = view.state
  if (doc.childCount !== 2 || doc.child(1).type !== nodes.paragraph || doc.textContent !== '') return false
  if (!text.trim().includes('\n')) return false
  const [title, ...blocks] = read(text)?.children ?? []
  const start = doc.child(0).nodeSize
  if (title) {
    if (blocks.length > 0) tr.replaceWith(start, doc.content.size, blocks)
    if (title.content.size > 0) tr.insert(1, title.content)
  } else if (selection.$from.parent.type === nodes.title)
    tr.replaceRange(start + 1, start + 1, plainSlice(text, doc.resolve(start + 1)))
  else return false
  view.dispatch(tr.setSelection(Selection.atEnd(tr.doc)).scrollIntoView().setMeta('paste', true))
  return true
}

/** Writes plain text at the caret, after a selection rather than over it. */
export function insertText(text: string): Command {
  return ({ selection, tr }, dispatch) => {
    const { $to, to } = selection
    if ($to.parent.type === nodes.title || $to.parent.type.spec.code) {
      tr.insertText($to.parent.type === nodes.title ? oneLine(text) : text, to)
    } else tr.replace(to, to, plainSlice(text, $to))
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map(to)), -1)).scrollIntoView())
    return true
  }
}

function pasteIntoTitle(view: EditorView, text: string): boolean {
  const { $from, $to } = view.state.selection
  if ($from.parent.type !== nodes.title || !$from.sameParent($to)) return false
  const line = oneLine(text)
  if (line) view.dispatch(view.state.tr.insertText(line).scrollIntoView().setMeta('paste', true))
  return true
}

function pasteAddress(view: EditorView, text: string): boolean {
  const address = text.trim()
  const { $from, $to, empty } = view.state.selection
  if (!/^(?:https?|mailto|tel):\S+$/i.test(address) || !isLinkUrl(address)) return false
  if (empty) return isAlone(view) && setLink(address)(view.state, pasting(view))
  if (!$from.sameParent($to) || !takesMarks(view.state)) return false
  return setLink(address)(view.state, pasting(view))
}

function isDone(view: EditorView, tr: Transaction | undefined): boolean {
  if (tr) pasting(view)(tr)
  return tr !== undefined
}

/** Where an address is written as a link: in text, and not in the middle of a word or of another link. */
function isAlone({ state }: EditorView): boolean {
  const { nodeBefore, nodeAfter } = state.selection.$from
  const [before, after] = [nodeBefore?.text?.at(-1) ?? ' ', nodeAfter?.text?.at(0) ?? ' ']
  return (
    !linkAt(state) && takesMarks(state) && /[\s([{"'“„‘‚«]/.test(before) && /[\s)\]}.,;:!?"'”’»]/.test(after)
  )
}

function pasting(view: EditorView): (tr: Transaction) => void {
  return (tr) => view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste'))
}

function withoutTitles(content: Fragment): Fragment {
  const blocks: Node[] = []
  content.forEach((node) => {
    if (node.type !== nodes.title) blocks.push(node)
    else if (node.content.size > 0) blocks.push(nodes.heading.create({ level: 1 }, node.content))
  })
  return Fragment.from(blocks)
}
