import mammoth from 'mammoth'
import { createLossTally, type Loss } from '../../document/text/losses.ts'
import type { ReadText } from '../../document/text/markdown-in.ts'
import { readHtml } from './html-in.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { checkUnzipped } from './unzipped-size.ts'

/** What Word's styles mean here, by the names that Word and LibreOffice give them, and ours. */
const STYLES = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Quotations'] => blockquote > p:fresh",
  "p[style-name='Code'] => pre:separator('\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\n')",
  "p[style-name='Preformatted Text'] => pre:separator('\n')",
  "r[style-name='Code Char'] => code",
  "r[style-name='Source Text'] => code",
  "r[style-name='HTML Code'] => code",
  "p[style-name='Table Heading'] => p:fresh",
  "p[style-name='Callout'] => blockquote > p:fresh",
  "p[style-name='Caption'] => p.caption:fresh",
  'u => u',
  'strike => s',
]

/**
 * Reads a file of Word as a document: headings, lists, tables, links, pictures, notes at the end. What mammoth
 * does not understand is counted. Rejects with UnreadableFile.
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadText> {
  await checkUnzipped(bytes)
  const losses = createLossTally()
  // Those too large to stand in a text are counted by the reader of HTML.
  const convertImage = mammoth.images.imgElement(async (image) => ({
    src: `data:${image.contentType};base64,${await image.readAsBase64String()}`,
  }))
  const buffer = Buffer.from(bytes)
  const { value, messages } = await mammoth
    .convertToHtml({ buffer }, { styleMap: STYLES, convertImage, externalFileAccess: false })
    .catch(() => {
      throw new UnreadableFile('it is not a file of Word, or is damaged')
    })
  losses.add('word-features', new Set(messages.map(({ message }) => message)).size)
  const read = readHtml(value)
  return { doc: read.doc, losses: joined(losses.list(), read.losses) }
}

function joined(one: readonly Loss[], other: readonly Loss[]): Loss[] {
  const tally = createLossTally()
  for (const { kind, count } of [...one, ...other]) tally.add(kind, count)
  return tally.list()
}
