import { isLanguage } from '../schema/attributes.ts'
import { childrenOf, create, type HtmlElement, type HtmlNode, isElement, nameOf, remove } from './dom.ts'

type StyleOf = (element: HtmlElement) => string

const BOX = /^(?:div|p|ol|ul|li|table|tbody|tr|section|header|figure)$/
const BOXES = 'div, p, ol, ul, table, section, header'
/** What stands above code in a chat: its language, and what to press to copy it. */
const LABEL_LENGTH = 60
const BUTTONS = /(?:copy(?: code)?|edit|run|kopieren|code kopieren|bearbeiten)/gi

/** Code whose lines are boxes, as chats and editors write it, is one text: each box is a line of it. */
export function joinCodeBoxes(root: HtmlElement, styleOf: StyleOf): void {
  keepEditorLines(root, styleOf)
  for (const code of [...root.querySelectorAll('pre')]) if (code.querySelector(BOXES)) joinLines(code)
}

function joinLines(pre: HtmlElement): void {
  const codes = [...pre.querySelectorAll('code')]
  const code = codes.length === 1 && codes[0]?.textContent?.trim() ? codes[0] : undefined
  const label = code ? labelBeside(pre, code) : undefined
  const words = label?.replace(BUTTONS, ' ').trim() ?? ''
  const from = code && label !== undefined && label.length <= LABEL_LENGTH && !/\n/.test(words) ? code : pre
  const language = words.toLowerCase()
  if (from === code && words && !isLanguage(language)) {
    // What is no name of a language is somebody's words.
    const line = create(pre, 'p')
    line.textContent = words
    pre.parentNode?.insertBefore(line, pre)
  }
  const named = from === code ? (code?.getAttribute('class') ?? '') : ''
  const text = textOf(from)
  const joined = create(pre, 'code')
  joined.textContent = text
  if (named) joined.setAttribute('class', named)
  for (const child of childrenOf(pre)) remove(child)
  pre.insertBefore(joined, null)
  if (from === code && isLanguage(language) && language && !/lang/.test(named))
    pre.setAttribute('data-language', language)
}

/** What a block of code says beside its code. */
function labelBeside(pre: HtmlElement, code: HtmlElement): string {
  const waiting: HtmlNode[] = childrenOf(pre)
  const words: string[] = []
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    if (node === code) continue
    if (isElement(node)) waiting.unshift(...childrenOf(node))
    else if (node.textContent?.trim()) words.push(node.textContent.trim())
  }
  return words.join(' ')
}

/** The text of boxes, each of which begins a line and ends one. */
function textOf(element: HtmlElement): string {
  let text = ''
  /** A box has ended, or begins: what follows it is another line, if anything does. */
  let isDue = false
  let isBegun = false
  const write = (words: string): void => {
    text += isDue && isBegun ? `\n${words}` : words
    isDue = false
    isBegun = true
  }
  const waiting: (HtmlNode | 'end')[] = childrenOf(element)
  for (let node = waiting.shift(); node; node = waiting.shift()) {
    if (node === 'end') {
      isDue = true
      continue
    }
    const isBox = isElement(node) && BOX.test(nameOf(node))
    if (isBox) {
      isDue = true
      waiting.unshift(...childrenOf(node), 'end')
      const isEmptyLine = node.textContent === '' && !(node as HtmlElement).querySelector(BOXES)
      if (isEmptyLine) write('')
    } else if (isElement(node) && nameOf(node) === 'br') {
      // In a box by itself it only gives the box its height.
      const isFiller = node.nextSibling === null && !/\S/.test(node.parentNode?.textContent ?? '')
      write(isFiller ? '' : '\n')
    } else if (isElement(node)) waiting.unshift(...childrenOf(node))
    else if (!isBetweenBoxes(node)) write((node.textContent ?? '').replaceAll('\u00A0', ' '))
  }
  return text
}

/** Room that somebody left in the source between two boxes is none of the code. */
function isBetweenBoxes(node: HtmlNode): boolean {
  if (node.nodeType !== 3) return true
  const text = node.textContent ?? ''
  if (!text.includes('\n') || text.trim() !== '') return false
  const next = node.nextSibling
  const first = node.parentNode?.firstChild
  const isBesideBox = (other: HtmlNode | null | undefined) =>
    other !== null && other !== undefined && isElement(other) && BOX.test(nameOf(other))
  return isBesideBox(next) || (next === null && isBesideBox(first))
}

/**
 * What VS Code and its like copy is boxes, one for each line, in a box that keeps spaces and names a font with its
 * size and the height of its lines, whatever the font is called.
 */
function keepEditorLines(root: HtmlElement, styleOf: StyleOf): void {
  for (const box of [...root.querySelectorAll('div[style], div[data-pasted-style]')]) {
    const style = styleOf(box)
    const keepsSpaces = /white-space:\s*pre\s*(?:;|$)/i.test(style) && /font-family:/i.test(style)
    if (!keepsSpaces || !/monospace|line-height:/i.test(style)) continue
    const lines = childrenOf(box).filter(isElement)
    if (lines.length < 2 || lines.some((line) => nameOf(line) !== 'div' && nameOf(line) !== 'br')) continue
    const code = create(box, 'pre')
    code.textContent = lines.map((line) => (line.textContent ?? '').replaceAll('\u00A0', ' ')).join('\n')
    box.parentNode?.insertBefore(code, box)
    remove(box)
  }
}
