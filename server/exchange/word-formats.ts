import { childrenOf, create, type HtmlElement, isElement, nameOf, remove } from '../../document/html/dom.ts'
import { nearestColour } from '../../document/html/foreign-colours.ts'
import { bookmark, type Edit } from './word-edits.ts'
import type { WordStyle } from './word-styles.ts'
import type { WordTag } from './word-tags.ts'

/** The names of the bookmarks by which alignment, colours and the end of a coloured run get through mammoth. */
const ALIGN_MARK = 'samepage-align-'
const COLOUR_MARK = 'samepage-colours-'
const END_MARK = 'samepage-colours'
const NONE = 'none'

/** Word's words for what is not as the writing begins. */
const ALIGNMENTS: Readonly<Record<string, string>> = {
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
}

interface Run {
  text?: string | undefined
  highlight?: string | undefined
  isMarked?: boolean
}

/** Sees the tags of a text one by one; `edits` are what is to change so that mammoth brings their formats through. */
export interface FormatReader {
  see(tag: WordTag): void
  readonly edits: Edit[]
}

/**
 * Makes one for the text of a Word file. mammoth writes nothing of how paragraphs are aligned and of colours: a
 * bookmark in the paragraph says the one, two around the words of a run the other. Links have a colour of their own.
 */
export function createFormatReader(styles: ReadonlyMap<string, WordStyle>): FormatReader {
  const edits: Edit[] = []
  const runs: Run[] = []
  let paragraph: { style?: string | undefined; align?: string | undefined; isRight?: boolean } | undefined
  let isRunProperty = false
  let isChange = false
  let links = 0

  const insert = (at: number, name: string): void => {
    edits.push({ from: at, to: at, text: bookmark(name) })
  }

  function seeParagraph(tag: WordTag): void {
    if (tag.kind !== 'close') {
      paragraph = tag.kind === 'open' ? {} : undefined
      return
    }
    const told = paragraph?.align ?? styles.get(paragraph?.style ?? '')?.align ?? ''
    const align = paragraph?.isRight && ALIGNMENTS[told] === 'right' ? 'left' : ALIGNMENTS[told]
    if (align) insert(tag.to, ALIGN_MARK + align)
    paragraph = undefined
  }

  function seeRun(tag: WordTag): void {
    if (tag.kind === 'open') runs.push({})
    else if (tag.kind === 'close' && runs.pop()?.isMarked) insert(tag.from, END_MARK)
  }

  function endProperties(run: Run, at: number): void {
    const text = links > 0 ? undefined : run.text
    if (!text && !run.highlight) return
    run.isMarked = true
    insert(at, `${COLOUR_MARK}${text ?? NONE}-${run.highlight ?? NONE}`)
  }

  function seeColour(run: Run, tag: WordTag): void {
    const value = tag.attribute('w:val') ?? ''
    if (tag.name === 'w:color') run.text = nearestColour(value, 'text')
    else if (tag.name === 'w:highlight') run.highlight = nearestColour(value, 'highlight')
    else if (tag.name === 'w:shd') run.highlight ??= nearestColour(tag.attribute('w:fill') ?? '', 'highlight')
  }

  return {
    edits,
    see(tag) {
      const run = runs.at(-1)
      if (tag.name === 'w:rPrChange' || tag.name === 'w:pPrChange') isChange = tag.kind === 'open'
      else if (isChange) return
      else if (tag.name === 'w:hyperlink' && tag.kind !== 'empty') links += tag.kind === 'open' ? 1 : -1
      else if (tag.name === 'w:pPr') seeParagraph(tag)
      else if (tag.name === 'w:r') seeRun(tag)
      else if (tag.name === 'w:rPr') {
        isRunProperty = tag.kind === 'open'
        if (run && !paragraph && tag.kind === 'close') endProperties(run, tag.to)
      } else if (paragraph && !isRunProperty) {
        if (tag.name === 'w:jc') paragraph.align = tag.attribute('w:val')
        else if (tag.name === 'w:pStyle') paragraph.style = tag.attribute('w:val')
        // Word calls the sides of a line by where it begins.
        else if (tag.name === 'w:bidi')
          paragraph.isRight = !/^(?:0|false|off)$/.test(tag.attribute('w:val') ?? '')
      } else if (run && isRunProperty) seeColour(run, tag)
    },
  }
}

/** Turns the bookmarks into what the schema reads: classes of blocks, and elements around words. */
export function settleFormats(root: HtmlElement): void {
  for (const mark of [...root.querySelectorAll(`a[id^="${ALIGN_MARK}"]`)]) {
    const align = mark.getAttribute('id')?.slice(ALIGN_MARK.length) ?? ''
    const block = mark.parentNode
    remove(mark)
    // The cleaning of HTML takes it from there to where it belongs.
    if (isElement(block)) block.setAttribute('align', align)
  }
  for (const mark of [...root.querySelectorAll(`a[id^="${COLOUR_MARK}"]`)]) {
    const [text = NONE, highlight = NONE] =
      mark.getAttribute('id')?.slice(COLOUR_MARK.length).split('-') ?? []
    if (text !== NONE) wrapRun(mark, 'span', `text-${text}`)
    if (highlight !== NONE) wrapRun(mark, 'mark', `highlight-${highlight}`)
    remove(mark)
  }
  for (const end of [...root.querySelectorAll(`a[id="${END_MARK}"]`)]) remove(end)
}

/** Puts what follows a bookmark, up to the end of its run, into an element. */
function wrapRun(mark: HtmlElement, name: string, className: string): void {
  const parent = mark.parentNode
  if (!parent) return
  const wrapper = create(mark, name)
  wrapper.setAttribute('class', className)
  const siblings = childrenOf(parent)
  for (const node of siblings.slice(siblings.indexOf(mark) + 1)) {
    if (isElement(node) && nameOf(node) === 'a' && node.getAttribute('id') === END_MARK) break
    wrapper.insertBefore(node, null)
  }
  parent.insertBefore(wrapper, mark.nextSibling)
}
