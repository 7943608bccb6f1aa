import type { Node } from 'prosemirror-model'
import { encodeSteps, type WireStep } from '../../document/commit/wire-steps.ts'
import { rewrite } from '../../document/diff/rewrite.ts'
import { readFrontMatter } from '../../document/text/front-matter.ts'
import type { Loss } from '../../document/text/losses.ts'
import { type ReadText, readMarkdown } from '../../document/text/markdown-in.ts'
import { parsePlainText } from '../../document/text/plain-in.ts'
import { decodeText } from './decode-text.ts'
import { readTree } from './html-tree.ts'

/** Reads Markdown or plain text as a document. `charset` is the encoding that the sender names. */
export function readText(
  format: 'markdown' | 'text',
  bytes: Uint8Array,
  charset: string | undefined,
): ReadText {
  const { text, losses } = decodeText(bytes, { charset })
  const read = format === 'markdown' ? readMarkdownFile(text) : { doc: parsePlainText(text), losses: [] }
  return { ...read, losses: [...losses, ...read.losses] }
}

/** A document has a title and no other properties: those that a text begins with are counted. */
function readMarkdownFile(text: string): ReadText {
  const front = readFrontMatter(text)
  if (!front) return readMarkdown(text, readTree)
  const { title, others, rest } = front
  const isTold = title === '' || rest.trimStart().startsWith(`# ${title}\n`)
  const literal = title.replace(/[!-/:-@[-`{-~]/g, '\\$&')
  const { doc, losses } = readMarkdown(isTold ? rest : `# ${literal}\n\n${rest}`, readTree)
  return { doc, losses: others > 0 ? [...losses, { kind: 'properties', count: others }] : losses }
}

/** What a whole text in Markdown changes of a document, and what it says that a document does not hold. */
export interface Rewritten {
  readonly steps: readonly WireStep[]
  readonly losses: readonly Loss[]
}

/** The smallest change of `base` to what the Markdown says. */
export function rewriteText(base: Node, bytes: Uint8Array): Rewritten {
  const { doc, losses } = readText('markdown', bytes, undefined)
  return { steps: encodeSteps(rewrite(base, doc).steps), losses }
}
