import { childrenOf, type HtmlElement, isElement, nameOf, remove } from '../../document/html/dom.ts'
import type { LossTally } from '../../document/text/losses.ts'
import { bookmark, type Edit } from './word-edits.ts'
import type { WordTag } from './word-tags.ts'

/** The name of the bookmark by which a picture's width in pixels gets through mammoth. */
const WIDTH_MARK = 'samepage-width-'

/** Word's units of a drawing in a pixel of CSS: there are 914,400 and 96 in an inch. */
const UNITS_PER_PIXEL = 9_525
/** What is nearly as wide as the text of a page is as wide as that: the page here has another width. */
const PAGE_PX = 580

const PIXELS: Readonly<Record<string, number>> = { pt: 4 / 3, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, px: 1 }

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'

interface Drawing {
  readonly from: number
  width: number
  /** Tags of pictures, and the ranges of the words in boxes. */
  readonly pictures: string[]
  readonly texts: { from: number; to: number }[]
  isGroup: boolean
  isTold: boolean
  depth: number
}

/**
 * Sees to the drawings of a Word file: pictures keep their width, words in boxes and pictures in groups are made such
 * that mammoth reads them. Charts, diagrams and what is only drawn are counted.
 */
export function createDrawingReader(xml: string, losses: LossTally) {
  const edits: Edit[] = []
  let drawing: Drawing | undefined
  let shape = 0

  function end(read: Drawing, to: number): void {
    const { from, pictures, texts, isGroup, isTold } = read
    if (texts.length > 0 || (isGroup && pictures.length > 0)) {
      let at = from
      const cut = (until: number, text: string): void => {
        edits.push({ from: at, to: until, text })
      }
      const shown = pictures.map(pictureOf).join('')
      for (const [index, text] of texts.entries()) {
        cut(text.from, index === 0 ? `${shown}<w:pict>` : '')
        at = text.to
      }
      cut(to, texts.length > 0 ? '</w:pict>' : shown)
    } else if (pictures.length > 0) keepWidth(from, read.width)
    else if (!isTold) losses.add('drawings')
  }

  function keepWidth(at: number, width: number): void {
    const pixels = Math.round(width)
    if (pixels >= 1 && pixels < PAGE_PX)
      edits.push({ from: at, to: at, text: bookmark(`${WIDTH_MARK}${pixels}`) })
  }

  function seeWithin(read: Drawing, tag: WordTag): void {
    if (tag.name === 'w:drawing') read.depth += tag.kind === 'open' ? 1 : tag.kind === 'close' ? -1 : 0
    else if (tag.name === 'w:txbxContent') {
      if (tag.kind === 'open') read.texts.push({ from: tag.from, to: tag.to })
      else if (tag.kind === 'close')
        read.texts.splice(-1, 1, { from: read.texts.at(-1)?.from ?? tag.from, to: tag.to })
    } else if (tag.kind === 'close') return
    else if (tag.name === 'wp:extent') read.width ||= Number(tag.attribute('cx')) / UNITS_PER_PIXEL
    else if (tag.name === 'a:blip') read.pictures.push(xml.slice(tag.from, tag.to).replace(/\/?>$/, '/>'))
    else if (/^(?:wpg:wgp|wpc:wpc|wps:wsp)$/.test(tag.name)) read.isGroup = true
    else if (tag.name === 'c:chart') {
      losses.add('charts')
      read.isTold = true
    } else if (tag.name === 'dgm:relIds') {
      losses.add('diagrams')
      read.isTold = true
    }
  }

  return {
    edits,
    see(tag: WordTag): void {
      if (drawing) {
        seeWithin(drawing, tag)
        if (drawing.depth > 0) return
        end(drawing, tag.to)
        drawing = undefined
      } else if (tag.name === 'w:drawing' && tag.kind === 'open') {
        drawing = {
          from: tag.from,
          width: 0,
          pictures: [],
          texts: [],
          isGroup: false,
          isTold: false,
          depth: 1,
        }
      } else if (tag.name === 'v:shape') shape = widthIn(tag.attribute('style') ?? '')
      else if (tag.name === 'v:imagedata' && tag.kind !== 'close') keepWidth(tag.from, shape)
    },
  }
}

/** A picture that stood in a group, as one that stands by itself. */
function pictureOf(blip: string): string {
  return `<w:drawing><wp:inline xmlns:wp="${DRAWING}/wordprocessingDrawing"><a:graphic xmlns:a="${DRAWING}/main"><a:graphicData><pic:pic xmlns:pic="${DRAWING}/picture"><pic:blipFill>${blip}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
}

function widthIn(style: string): number {
  const [, width, unit = ''] = /(?:^|;)\s*width:\s*([\d.]+)(pt|in|cm|mm|px)/i.exec(style) ?? []
  return Number(width ?? 0) * (PIXELS[unit.toLowerCase()] ?? 0)
}

/** Gives pictures the width that the bookmark before them names. */
export function settlePictureSizes(root: HtmlElement): void {
  for (const mark of [...root.querySelectorAll(`a[id^="${WIDTH_MARK}"]`)]) {
    const width = mark.getAttribute('id')?.slice(WIDTH_MARK.length) ?? ''
    const siblings = mark.parentNode ? childrenOf(mark.parentNode) : []
    const next = siblings[siblings.indexOf(mark) + 1] ?? null
    const picture = isElement(next) && nameOf(next) !== 'img' ? next.querySelector('img') : next
    if (isElement(picture) && nameOf(picture) === 'img') picture.setAttribute('data-width', width)
    remove(mark)
  }
}
