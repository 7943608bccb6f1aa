import mammoth from 'mammoth'
import { createLossTally, type Loss } from '../../document/text/losses.ts'
import type { FoundPicture } from './convert-jobs.ts'
import { readHtml } from './html-in.ts'
import type { ReadFile } from './read-file.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { checkUnzipped } from './unzipped-size.ts'

/** Pictures that browsers show; drawings of Windows (EMF, WMF) and TIFF are told as left out. */
const PICTURES = /^image\/(?:png|gif|jpeg|webp|avif)$/
const MAX_PICTURES = 500

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
export async function readDocx(bytes: Uint8Array): Promise<ReadFile> {
  await checkUnzipped(bytes)
  const losses = createLossTally()
  const pictures: FoundPicture[] = []
  const convertImage = mammoth.images.imgElement(async (image) => {
    if (!PICTURES.test(image.contentType) || pictures.length >= MAX_PICTURES) return { src: 'about:blank' }
    const content = new Uint8Array(await image.readAsBuffer())
    // An empty picture is lost, and the text around it is not.
    if (content.length === 0) return { src: 'about:blank' }
    const src = `/files/picture-${pictures.length}`
    pictures.push({ src, type: image.contentType, bytes: content })
    return { src }
  })
  const buffer = Buffer.from(bytes)
  const { value, messages } = await mammoth
    .convertToHtml({ buffer }, { styleMap: STYLES, convertImage, externalFileAccess: false })
    .catch(() => {
      throw new UnreadableFile('it is not a file of Word, or is damaged')
    })
  losses.add('word-features', new Set(messages.map(({ message }) => message)).size)
  const read = readHtml(value)
  return { doc: read.doc, losses: joined(losses.list(), read.losses), pictures }
}

function joined(one: readonly Loss[], other: readonly Loss[]): Loss[] {
  const tally = createLossTally()
  for (const { kind, count } of [...one, ...other]) tally.add(kind, count)
  return tally.list()
}
