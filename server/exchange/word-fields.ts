import type { Edit } from './word-edits.ts'
import { decodeXml, encodeXml, type WordTag } from './word-tags.ts'

interface Field {
  /** Where the pieces of its code stand: programs cut it as they like. */
  readonly pieces: { from: number; to: number }[]
  isCode: boolean
}

const TOKEN = /"((?:\\.|[^"\\])*)"|\\([a-z])|([^\s"\\]+)/gi
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`

/**
 * Writes the codes of fields in the way that mammoth reads: a link is its address with its place in the page, without
 * its tip and target. Fields in one element become those that begin and end, or lose their element and keep their words.
 */
export function createFieldReader(xml: string) {
  const edits: Edit[] = []
  const open: Field[] = []
  const simple: boolean[] = []
  let from: number | undefined

  function settle(field: Field): void {
    if (!field.isCode) return
    field.isCode = false
    const link = linkOf(decodeXml(field.pieces.map((piece) => xml.slice(piece.from, piece.to)).join('')))
    if (!link) return
    field.pieces.forEach((piece, index) => {
      edits.push({ ...piece, text: index === 0 ? link : '' })
    })
  }

  function seeMark(tag: WordTag): void {
    const type = tag.attribute('w:fldCharType')
    if (type === 'begin') open.push({ pieces: [], isCode: true })
    else if (type === 'separate' || type === 'end') {
      const field = open.at(-1)
      if (field) settle(field)
      if (type === 'end') open.pop()
    }
  }

  function seeSimple(tag: WordTag): void {
    if (tag.kind === 'close') {
      edits.push({ from: tag.from, to: tag.to, text: simple.pop() ? mark('end') : '' })
      return
    }
    const link = linkOf(tag.attribute('w:instr') ?? '')
    if (tag.kind === 'open') simple.push(link !== undefined)
    const code = link && `${mark('begin')}<w:r><w:instrText>${link}</w:instrText></w:r>${mark('separate')}`
    edits.push({ from: tag.from, to: tag.to, text: (tag.kind === 'open' && code) || '' })
  }

  return {
    edits,
    see(tag: WordTag): void {
      if (tag.name === 'w:fldChar' && tag.kind !== 'close') seeMark(tag)
      else if (tag.name === 'w:fldSimple') seeSimple(tag)
      else if (tag.name !== 'w:instrText') return
      else if (tag.kind === 'open') from = tag.to
      else if (tag.kind === 'close' && from !== undefined) {
        open.at(-1)?.pieces.push({ from, to: tag.from })
        from = undefined
      }
    },
  }
}

/** The code of a link, as XML (ECMA-376 part 1, 17.16.5.25); undefined for other fields. */
function linkOf(code: string): string | undefined {
  const [first, ...tokens] = [...code.matchAll(TOKEN)]
  if (first?.[3]?.toUpperCase() !== 'HYPERLINK') return undefined
  let address = ''
  let place = ''
  let option = ''
  for (const [, quoted, letter, bare] of tokens) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? ''
    if (letter) option = /^[lot]$/i.test(letter) ? letter.toLowerCase() : ''
    else {
      if (option === 'l') place = value
      else if (option === '') address ||= value
      option = ''
    }
  }
  if (address === '') return place === '' ? undefined : ` HYPERLINK \\l "${encodeXml(place)}" `
  const whole = place === '' ? address : `${address.replace(/#.*$/s, '')}#${place}`
  return ` HYPERLINK "${encodeXml(whole)}" `
}
