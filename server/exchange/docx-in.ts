import mammoth from 'mammoth'
import { createLossTally, type Loss } from '../../document/text/losses.ts'
import type { FoundPicture } from './convert-jobs.ts'
import { readHtml } from './html-in.ts'
import { prepareWord } from './prepare-word.ts'
import type { ReadFile } from './read-file.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { settleWordMarks } from './word-marks.ts'
import { wordTitle } from './word-title.ts'
import { packParts, unpackParts } from './zipped-parts.ts'

/** Pictures that browsers show; drawings of Windows (EMF, WMF) and TIFF are told as left out. */
const PICTURES = /^image\/(?:png|gif|jpeg|webp|avif)$/
const MAX_PICTURES = 500

/** What stands for what in Word, LibreOffice, Pandoc and here, by the names of their styles. */
const STYLES = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='Code'] => pre:separator('\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\n')",
  "p[style-name='Preformatted Text'] => pre:separator('\n')",
  // Here and in Pandoc's files one paragraph is one block.
  "p[style-name='Source Code'] => pre:fresh",
  "r[style-name='Code Char'] => code",
  "r[style-name='Source Text'] => code",
  "r[style-name='HTML Code'] => code",
  "r[style-name='Verbatim Char'] => code",
  "r[style-name='Emphasis'] => em",
  "r[style-name='Subtle Emphasis'] => em",
  "r[style-name='Intense Emphasis'] => em",
  "p[style-name='Table Heading'] => p:fresh",
  "p[style-name='Caption'] => p.caption:fresh",
  "p[style-name='Image Caption'] => p.caption:fresh",
  ...['Quote', 'Intense Quote', 'Quotations', 'Block Text', 'Callout'].flatMap((name) => [
    ...[1, 2, 3].flatMap((level) => lists(level, `p[style-name='${name}']`, 'blockquote > ')),
    `p[style-name='${name}'] => blockquote > p:fresh`,
  ]),
  ...['heading 7', 'heading 8', 'heading 9'].map((name) => `p[style-name='${name}'] => h6:fresh`),
  // The contents that a program lists are lines with the numbers of its pages.
  ...['toc ', 'TOC ', 'contents '].map((name) => `p[style-name^='${name}'] => !`),
  ...[6, 7, 8, 9].flatMap((level) => lists(level)),
  'u => u',
  'strike => s',
]

/** The rules for a level of lists: mammoth has its own for five levels outside of quotes. */
function lists(level: number, paragraph = 'p', quote = ''): string[] {
  const around = quote + 'ul|ol > li > '.repeat(level - 1)
  return [
    `${paragraph}:unordered-list(${level}) => ${around}ul > li:fresh`,
    `${paragraph}:ordered-list(${level}) => ${around}ol > li:fresh`,
  ]
}

/** What mammoth says of what it leaves out; of all else that it says nothing is lost, or it is counted elsewhere. */
const LOST_SYMBOL = /^A w:sym element with an unsupported character/
const BOX = /char 261[012] in font/
const LOST_PICTURE = /^(?:Could not find image file|A v:imagedata element without)|image/i
const KNOWN_PICTURE = /^Image of type/

/**
 * Reads a file of Word as a document: headings, lists, tables, links, pictures, notes at the end. What has no place
 * in a document is counted. Rejects with UnreadableFile.
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadFile> {
  const losses = createLossTally()
  const parts = await unpackParts(bytes)
  const buffer = await packParts(prepareWord(parts, losses))
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
  const { value, messages } = await mammoth
    .convertToHtml({ buffer }, { styleMap: STYLES, convertImage, externalFileAccess: false })
    .catch(() => {
      throw new UnreadableFile('it is not a file of Word, or is damaged')
    })
  for (const { message, type } of messages) {
    if (LOST_SYMBOL.test(message) && !BOX.test(message)) losses.add('symbols')
    else if (!KNOWN_PICTURE.test(message) && (type === 'error' || LOST_PICTURE.test(message)))
      losses.add('pictures')
  }
  const read = readHtml(value, settleWordMarks)
  return { doc: read.doc, losses: joined(losses.list(), read.losses), pictures, name: wordTitle(parts) }
}

function joined(one: readonly Loss[], other: readonly Loss[]): Loss[] {
  const tally = createLossTally()
  for (const { kind, count } of [...one, ...other]) tally.add(kind, count)
  return tally.list()
}
