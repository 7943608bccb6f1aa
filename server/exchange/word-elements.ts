import type { LossTally } from '../../document/text/losses.ts'
import { type Edit, run } from './word-edits.ts'
import { decodeXml, encodeXml, type WordTag } from './word-tags.ts'

/** What mammoth reads, or passes over together with all that is in it and says nothing. */
const READ =
  /^(?:w:(?:document|body|footnotes?|endnotes?|p|r|t|tab|br|sym|noBreakHyphen|softHyphen|hyperlink|tbl|tr|tc|ins|moveTo|smartTag|customXml|object|pict|drawing|txbxContent|sdt|sdtContent|fldChar|fldSimple|instrText|(?:footnote|endnote|comment)(?:Reference|Ref)|bookmark(?:Start|End))|mc:(?:AlternateContent|Fallback)|v:(?:shape|roundrect|rect|group|textbox|imagedata))$/

/** What holds no words of the text: properties, what was deleted, and what other readers see to. */
const PASSED_OVER =
  /(?:Pr(?:Ex|Change)?$)|^(?:w:(?:del|moveFrom|delText|delInstrText|tblGrid|fldData|ffData|background|drawing)|v:shapetype|mc:Choice|m:.*)$/

/** A file within the file, which another program would show. */
const FILES_WITHIN = /^(?:w:(?:altChunk|subDoc)|o:OLEObject)$/

/**
 * Makes of what mammoth does not know something that it does: the words in it are kept in its place, whatever it is. Ruby
 * becomes the words with their reading in brackets after them, as in a browser that has none. Counts what has no words.
 */
export function createElementReader(xml: string, losses: LossTally) {
  const edits: Edit[] = []
  const holders: string[] = []
  let passed: { name: string; depth: number } | undefined
  let reading: { from: number; text: string } | undefined

  const replace = ({ from, to }: { from: number; to: number }, text = ''): void =>
    void edits.push({ from, to, text })

  /** The reading stands before its words: it is put behind them. */
  function seeRuby(tag: WordTag): void {
    if (tag.name === 'w:rt' && tag.kind === 'open') reading = { from: tag.from, text: '' }
    else if (tag.name === 'w:rt' && reading) {
      const letters = xml.slice(reading.from, tag.to).matchAll(/<w:t(?:\s[^<>]*)?>([^<]*)<\/w:t>/g)
      reading.text = [...letters].map(([, text]) => text).join('')
      replace({ from: reading.from, to: tag.to })
    } else {
      const isEnd = tag.name === 'w:rubyBase' && tag.kind === 'close'
      replace(tag, isEnd && reading?.text ? run(`（${reading.text}）`) : '')
      if (isEnd) reading = undefined
    }
  }

  function seeHolder(tag: WordTag): void {
    if (tag.kind === 'open') holders.push(tag.name)
    else if (tag.kind === 'close') holders.pop()
  }

  function count(tag: WordTag): void {
    if (tag.kind === 'close') return
    if (tag.name === 'w:commentReference') losses.add('comments')
    else if (FILES_WITHIN.test(tag.name)) losses.add('embedded-files')
    else if (tag.name === 'w:contentPart') losses.add('drawings')
    // One without content says it of a paragraph's end or a row.
    else if (/^w:(?:ins|del|moveFrom)$/.test(tag.name) && tag.kind === 'open') losses.add('tracked-changes')
  }

  return {
    edits,
    see(tag: WordTag): void {
      if (passed) {
        if (tag.name === passed.name) passed.depth += tag.kind === 'open' ? 1 : tag.kind === 'close' ? -1 : 0
        if (passed.depth === 0) passed = undefined
        return
      }
      count(tag)
      const { name } = tag
      if (PASSED_OVER.test(name)) {
        if (tag.kind === 'open') passed = { name, depth: 1 }
      } else if (/^w:(?:tbl|tr|tc)$/.test(name)) seeHolder(tag)
      // Between cells mammoth takes it for a cell, and leaves merged ones apart.
      else if (name === 'w:bookmarkStart' && /^w:t(?:bl|r)$/.test(holders.at(-1) ?? '')) replace(tag)
      else if (name === 'w:cr' && tag.kind !== 'close') replace(tag, '<w:br/>')
      else if (name === 'w:ptab' && tag.kind !== 'close') replace(tag, '<w:tab/>')
      else if (/^w:(?:ruby|rt|rubyBase)$/.test(name)) seeRuby(tag)
      else if (name === 'v:textpath' && tag.kind !== 'close') {
        const words = decodeXml(tag.attribute('string') ?? '')
        replace(tag, words ? `<w:p>${run(encodeXml(words))}</w:p>` : '')
      } else if (!READ.test(name) && tag.kind !== 'empty') replace(tag)
    },
  }
}
