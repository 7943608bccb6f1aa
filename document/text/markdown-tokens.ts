import type { Token } from 'markdown-it'
import { parseDocumentId } from '../protocol/ids.ts'
import { isImageUrl, isLinkUrl, isShortText } from '../schema/attributes.ts'
import type { LossTally } from './losses.ts'
import { pairTags } from './markdown-tags.ts'

const DOCUMENT_PATH = /^\/d\/([A-Za-z0-9_-]{22})$/
const DOCUMENT_TITLE_LIMIT = 200
/** Obsidian has states of its own, by a sign in the box. */
const TASK = /^\[([ xX/<>!?*"-])\](?:[ \t]+|(?=\n)|$)/

/**
 * Turns each bullet list whose items all begin with `[ ]` or `[x]` into a task list; the box leaves the text
 * and `meta.checked` remembers it; other signs in a box are to do, and counted. A list with any other item stays a
 * bullet list with its text.
 */
export function markTasks(tokens: readonly Token[], losses?: LossTally): Token[] {
  const dropped = new Set<Token>()
  const open: { list: Token; items: { open: Token; first: number; close: Token | undefined }[] }[] = []
  tokens.forEach((token, index) => {
    const current = open.at(-1)
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open')
      open.push({ list: token, items: [] })
    else if (token.type === 'list_item_open')
      current?.items.push({ open: token, first: index + 1, close: undefined })
    else if (token.type === 'list_item_close') {
      const item = current?.items.at(-1)
      if (item) item.close = token
    } else if (token.type === 'ordered_list_close') open.pop()
    else if (token.type === 'bullet_list_close') {
      open.pop()
      const items = current?.items ?? []
      if (!current || !items.every((item) => isTask(tokens, item.first))) return
      current.list.type = 'task_list_open'
      token.type = 'task_list_close'
      for (const item of items) {
        item.open.type = 'task_item_open'
        if (item.close) item.close.type = 'task_item_close'
        for (const empty of takeBox(tokens, item.first, item.open)) dropped.add(empty)
        if (item.open.meta?.isOther) losses?.add('task-states')
      }
    }
  })
  return tokens.filter((token) => !dropped.has(token))
}

function isTask(tokens: readonly Token[], first: number): boolean {
  return tokens[first]?.type === 'paragraph_open' && TASK.test(tokens[first + 1]?.content ?? '')
}

/** Takes the box off the item's first paragraph. Returns that paragraph's tokens when only a holder of it. */
function takeBox(tokens: readonly Token[], first: number, item: Token): Token[] {
  const inline = tokens[first + 1]
  const box = TASK.exec(inline?.content ?? '')
  if (!inline || !box) return []
  item.meta = { checked: /x/i.test(box[1] ?? ''), isOther: !/[ x]/i.test(box[1] ?? '') }
  inline.meta = { isInTask: true }
  inline.content = inline.content.slice(box[0].length).replace(/^[ \t\n]+/, '')
  const isAlone =
    tokens[first + 3]?.type === 'list_item_close' || tokens[first + 3]?.type === 'task_item_close'
  return inline.content === '' && !isAlone ? tokens.slice(first, first + 3) : []
}

/**
 * Links and images whose URL is refused become their text, tags of marks become pairs or text, links to documents
 * of this server become references to them.
 */
export function tidyInline(tokens: readonly Token[], losses?: LossTally): Token[] {
  return pairTags(withDocumentLinks(withoutRefusedUrls(tokens, losses)))
}

/** `[Title](/d/ID)`, where the words are plain, is a link that knows which document it means. */
function withDocumentLinks(tokens: readonly Token[]): Token[] {
  const tidy: Token[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    const target = token.type === 'link_open' && !token.attrGet('title') && token.attrGet('href')
    const document = target && parseDocumentId(DOCUMENT_PATH.exec(target)?.[1] ?? '')
    const next = tokens[index + 1]
    const length = next?.type === 'link_close' ? 1 : 2
    const words = length === 1 ? '' : (next?.content ?? '')
    const isPlain = length === 1 || (next?.type === 'text' && tokens[index + 2]?.type === 'link_close')
    if (document && isPlain && words.trim() === words && isShortText(words, DOCUMENT_TITLE_LIMIT)) {
      tidy.push(Object.assign(asText(token, ''), { type: 'document_link', meta: { document, title: words } }))
      index += length
    } else tidy.push(token)
  }
  return tidy
}

function withoutRefusedUrls(tokens: readonly Token[], losses: LossTally | undefined): Token[] {
  // Links do not nest in Markdown, so one flag is enough.
  let isInRefused = false
  return tokens.flatMap((token) => {
    if (token.type === 'image' && !isImageUrl(token.attrGet('src'))) {
      losses?.add('refused-addresses')
      return [asText(token, plainText(token.children ?? []))]
    }
    if (token.type === 'link_open' && !isLinkUrl(token.attrGet('href'))) {
      isInRefused = true
      if (token.markup !== 'autolink') losses?.add('refused-addresses')
      return token.markup === 'autolink' ? [asText(token, '<')] : []
    }
    if (token.type === 'link_close' && isInRefused) {
      isInRefused = false
      return token.markup === 'autolink' ? [asText(token, '>')] : []
    }
    return [token]
  })
}

/** The words of inline tokens without their formats; a line break counts as a space. */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map(wordsOf).join('')
}

function wordsOf(token: Token): string {
  if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
  return token.type === 'image' ? plainText(token.children ?? []) : token.content
}

/** A text token made like another one. */
export function asText(like: Token, content: string): Token {
  const text: Token = Object.create(Object.getPrototypeOf(like))
  return Object.assign(text, like, {
    type: 'text',
    tag: '',
    nesting: 0,
    attrs: null,
    children: null,
    content,
  })
}
