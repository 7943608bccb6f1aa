import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { words } from '../../web/words.ts'

/** A node of ProseMirror JSON. */
export interface NodeJson {
  readonly type: string
  readonly content?: readonly NodeJson[]
  readonly text?: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

/** A caret on the screen, in CSS pixels of the viewport. */
export interface CaretBox {
  readonly left: number
  readonly top: number
  readonly bottom: number
}

/** Somebody with a browser of their own: own cookie, own storage, one tab on a document. */
export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  /** Types by keyboard events into wherever the focus is; `delay` is between keys, in milliseconds. */
  type(text: string, delay?: number): Promise<void>
  press(key: string, times?: number): Promise<void>
  /** Focuses the text and puts the caret at a position of the shown document, as the browser's selection. */
  putCaret(position: number): Promise<void>
  /** The same behind the first occurrence of a text in one block. Nobody's typing can come between. */
  putCaretBehind(text: string): Promise<void>
  /** The document this tab shows, as ProseMirror JSON. */
  doc(): Promise<NodeJson>
  /** The text of each textblock after the title, joined by line feeds. */
  text(): Promise<string>
  /** Where the editor's own selection has its head, in the shown document. */
  head(): Promise<number>
  /** Where this browser draws its own caret. */
  ownCaret(): Promise<CaretBox | undefined>
  /** The carets of others in this tab. */
  othersCarets(): Promise<CaretBox[]>
  /** Waits until the page says, in words, that everything is on the server's disk. */
  untilSaved(): Promise<void>
  close(): Promise<void>
}

/** The size of everybody's window, unless a test wants another. */
export const WINDOW = { width: 1_000, height: 700 }

/** Opens a document in a fresh browser context and waits until one can write in it. */
export async function openPerson(browser: Browser, url: string): Promise<Person> {
  const context = await browser.newContext({ viewport: WINDOW })
  const page = await context.newPage()
  await page.goto(url)
  await untilEditable(page)
  return drive(page, context)
}

/** Waits until the editor has taken the place of the served text. */
export async function untilEditable(page: Page): Promise<void> {
  await expect(page.locator('#document[contenteditable="true"]')).toBeVisible()
}

/** Drives a page that already shows a document. */
export function drive(page: Page, context: BrowserContext): Person {
  const text = async () => blockTexts(await shownDocument(page)).join('\n')
  return {
    page,
    context,
    type: (typed, delay = 0) => page.keyboard.type(typed, { delay }),
    async press(key, times = 1) {
      for (let i = 0; i < times; i++) await page.keyboard.press(key)
    },
    putCaret: (position) => putCaret(page, position),
    putCaretBehind: (behind) => putCaretBehind(page, behind),
    doc: () => shownDocument(page),
    text,
    head: () => headOf(page),
    ownCaret: () => ownCaret(page),
    othersCarets: () => othersCarets(page),
    untilSaved: () => expect(page.locator('sp-save-state')).toHaveText(words.save.saved, { timeout: 30_000 }),
    close: () => context.close(),
  }
}

/** The text of each textblock after the title, in document order. */
export function blockTexts(doc: NodeJson): string[] {
  const [, ...blocks] = doc.content ?? []
  return blocks.flatMap(textblocksOf)
}

function textblocksOf({ content = [], type }: NodeJson): string[] {
  const isTextblock = type === 'paragraph' || type === 'heading' || type === 'code_block'
  return isTextblock ? [content.map(({ text }) => text ?? '\n').join('')] : content.flatMap(textblocksOf)
}

/**
 * What ProseMirror itself keeps on the elements it draws: the node, and the way between positions and the DOM.
 * The product has no door for tests; this is how a debugger would look in.
 */
interface DrawnDocument extends HTMLElement {
  readonly pmViewDesc: {
    readonly node: {
      toJSON(): NodeJson
      descendants(
        visit: (node: { isTextblock: boolean; textContent: string }, position: number) => void,
      ): void
    }
    domFromPos(position: number, side: number): { readonly node: Node; readonly offset: number }
    posFromDOM(node: Node, offset: number, bias: number): number
  }
}

function shownDocument(page: Page): Promise<NodeJson> {
  return page.locator('#document').evaluate((drawn: DrawnDocument) => drawn.pmViewDesc.node.toJSON())
}

async function putCaret(page: Page, position: number): Promise<void> {
  await page.locator('#document').evaluate((drawn: DrawnDocument, at) => {
    const { node, offset } = drawn.pmViewDesc.domFromPos(at, -1)
    drawn.focus()
    drawn.ownerDocument.getSelection()?.collapse(node, offset)
  }, position)
}

async function putCaretBehind(page: Page, text: string): Promise<void> {
  await page.locator('#document').evaluate((drawn: DrawnDocument, behind) => {
    let position: number | undefined
    drawn.pmViewDesc.node.descendants(({ isTextblock, textContent }, start) => {
      const at = isTextblock ? textContent.indexOf(behind) : -1
      if (at >= 0) position ??= start + 1 + at + behind.length
    })
    if (position === undefined) throw new Error(`nothing reads ${behind}`)
    const { node, offset } = drawn.pmViewDesc.domFromPos(position, -1)
    drawn.focus()
    drawn.ownerDocument.getSelection()?.collapse(node, offset)
  }, text)
}

function headOf(page: Page): Promise<number> {
  return page.locator('#document').evaluate((drawn: DrawnDocument) => {
    const { focusNode, focusOffset } = drawn.ownerDocument.getSelection() ?? {}
    if (!focusNode || focusOffset === undefined) throw new Error('no selection')
    return drawn.pmViewDesc.posFromDOM(focusNode, focusOffset, -1)
  })
}

function ownCaret(page: Page): Promise<CaretBox | undefined> {
  return page.evaluate(() => {
    const selection = document.getSelection()
    if (!selection?.focusNode) return undefined
    const range = document.createRange()
    range.setStart(selection.focusNode, selection.focusOffset)
    // In an empty block a caret has no rectangle of its own; its line break has.
    const [own] = range.getClientRects()
    const block = selection.focusNode instanceof Element ? selection.focusNode : undefined
    const box = own ?? block?.querySelector('br')?.getBoundingClientRect()
    return box && { left: box.left, top: box.top, bottom: box.bottom }
  })
}

function othersCarets(page: Page): Promise<CaretBox[]> {
  return page.locator('.caret-layer > .caret').evaluateAll((drawn) =>
    drawn.map((caret) => {
      const { left, top, bottom } = caret.getBoundingClientRect()
      return { left, top, bottom }
    }),
  )
}
