import type { Token } from 'markdown-it'
import { noteLoss } from './losses.ts'
import { type ParseEnvironment, titleWords } from './markdown-html.ts'
import { asText, plainText } from './markdown-tokens.ts'

/**
 * Turns a leading `# heading` into the title, its inline content into one plain text. Pictures and addresses in it are
 * counted: a title has no place for them.
 */
export function markTitle(tokens: readonly Token[], env: Pick<ParseEnvironment, 'kept' | 'losses'>): void {
  const [open, inline, close] = tokens
  if (open?.type !== 'heading_open' || open.tag !== 'h1' || !inline || !close) return
  open.type = 'title_open'
  close.type = 'title_close'
  for (const { type } of inline.children ?? []) {
    if (type === 'image') noteLoss(env, 'pictures')
    if (type === 'link_open') noteLoss(env, 'links')
  }
  const text = titleWords(plainText(inline.children ?? []), env)
  inline.children = text === '' ? [] : [asText(inline, text)]
}
