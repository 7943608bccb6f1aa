import type { Node, Slice } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { cleanHtml } from '../../document/html/clean-html.ts'
import type { HtmlElement } from '../../document/html/dom.ts'
import { isAlignment } from '../../document/schema/alignment.ts'
import { HIGHLIGHT_SHADES, TEXT_SHADES } from '../../document/schema/colour-shades.ts'
import { isTextColour } from '../../document/schema/colours.ts'
import { schema } from '../../document/schema/schema.ts'
import { createLossTally } from '../../document/text/losses.ts'
import { toMarkdown } from '../../document/text/markdown-out.ts'
import { readPastedText } from '../../document/text/pasted-text.ts'
import { toBlockText } from '../../document/text/plain-out.ts'
import { withoutEscapes } from './copied-text.ts'
import { pasteList } from './paste-list.ts'

/** What the clipboard needs beyond the editor, in a part of its own that is fetched once the page is calm. */
export interface ClipboardParts {
  /** Reads plain text as a whole document; undefined for text that is nothing but lines. */
  readonly readText: (text: string) => Node | undefined
  /** What is copied, with the signs of Markdown and tabs between cells; undefined where it is words of one line, which are their own text. */
  readonly writeMarkdown: (slice: Slice) => string | undefined
  /** Makes what another program put on the clipboard readable by the schema; what came from us stays. */
  readonly cleanPasted: (root: HtmlElement, origin: string) => void
  /** Pastes a list into a line of words; undefined for anything else. */
  readonly pasteList: (state: EditorState, slice: Slice) => Transaction | undefined
  /** Takes from copied HTML what only means something in the editor, and makes its addresses whole. */
  readonly cleanCopied: (root: Pick<HtmlElement, 'querySelectorAll'>, origin: string) => void
}

/** Set on an element by `hideStyles` in the place of its style. */
const HIDDEN_STYLE = 'data-pasted-style'

/** What our own elements carry for the editor and the page alone. */
const OURS = ['contenteditable', 'referrerpolicy', 'loading', 'rel', 'target', 'role']

function writeMarkdown({ content, openStart }: Slice): string | undefined {
  const isLine = content.childCount === 1 && content.firstChild?.isTextblock === true && openStart > 0
  if (isLine || content.firstChild?.isInline !== false) return undefined
  const { doc, title, paragraph, table, table_row } = schema.nodes
  // Cells that were selected as such: a row is a line of them, parted by tabs.
  const areCells =
    content.firstChild.type === table_row || (content.firstChild.type === table && openStart > 0)
  if (areCells) return content.content.map(toBlockText).join('\n')
  const blocks = content.firstChild.type === title ? content : content.addToStart(title.create())
  const whole = doc.createAndFill(null, blocks)
  // Rows and items that were cut out of their table or list have no document of their own.
  if (!whole) return undefined
  return withoutEscapes(
    toMarkdown(
      whole.childCount > 1 ? whole : whole.copy(whole.content.addToEnd(paragraph.create())),
    ).trimEnd(),
  )
}

function cleanPasted(root: HtmlElement, origin: string): void {
  if (root.querySelector('[data-pm-slice]')) {
    for (const element of root.querySelectorAll('[src], [href]'))
      for (const name of ['src', 'href']) {
        const address = element.getAttribute(name)
        if (address?.startsWith(`${origin}/files/`)) element.setAttribute(name, address.slice(origin.length))
      }
    return
  }
  const styleOf = (element: HtmlElement): string => element.getAttribute(HIDDEN_STYLE) ?? ''
  cleanHtml(root, { losses: createLossTally(), styleOf, isFile: false })
}

/** What other programs read of our classes, which have no styles there: the shades of light paper. */
function styleOf(className: string): readonly (readonly [name: string, value: string])[] {
  return className.split(' ').flatMap((name): (readonly [string, string])[] => {
    const [kind, word] = name.split('-')
    if (kind === 'align' && isAlignment(word)) return [['text-align', word]]
    if (!isTextColour(word)) return []
    if (kind === 'text') return [['color', TEXT_SHADES[word][0]]]
    return kind === 'highlight' ? [['background-color', HIGHLIGHT_SHADES[word][0]]] : []
  })
}

/** An element whose styles may be set by script: the policy forbids them as attributes. */
interface Styled {
  readonly style?: { setProperty(name: string, value: string): void }
}

function cleanCopied(root: Pick<HtmlElement, 'querySelectorAll'>, origin: string): void {
  for (const element of root.querySelectorAll('*')) {
    for (const [name, value] of styleOf(element.getAttribute('class') ?? ''))
      (element as Styled).style?.setProperty(name, value)
    for (const name of OURS) element.removeAttribute(name)
    if (element.getAttribute('dir') === 'auto') element.removeAttribute('dir')
    for (const name of ['src', 'href']) {
      const address = element.getAttribute(name)
      if (address?.startsWith('/') && !address.startsWith('//')) element.setAttribute(name, origin + address)
    }
  }
}

/** A document of its own, in which nothing runs and nothing is fetched. */
function readTree(html: string): HtmlElement {
  return new DOMParser().parseFromString(html, 'text/html').body as unknown as HtmlElement
}

export const clipboardParts: ClipboardParts = {
  readText: (text) => readPastedText(text, readTree),
  writeMarkdown,
  cleanPasted,
  pasteList,
  cleanCopied,
}
