import { expect, test } from 'vitest'
import { parseDocument } from '../../document/schema/schema.ts'
import { decodeText } from '../../server/exchange/decode-text.ts'
import { aVisitor, readDocument } from '../support/http.ts'
import { startServer } from '../support/server.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
/** „Café“ € as windows-1252 has it. */
const WINDOWS_1252 = Buffer.from([0x84, 0x43, 0x61, 0x66, 0xe9, 0x93, 0x20, 0x80])
/** 日本語 as Shift_JIS has it. */
const SHIFT_JIS = Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea])
const page = (meta: string, text: Buffer) =>
  Buffer.concat([latin1(`<html><head>${meta}<title>x</title></head><body><p>`), text, latin1('</p>')])
const read = (bytes: Uint8Array, charset?: string) => {
  const { text, losses } = decodeText(bytes, { charset, isHtml: true })
  return [/<p>(.*?)<\/p>/s.exec(text)?.[1] ?? text, losses]
}

test.each([
  [
    'an old declaration',
    '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">',
    WINDOWS_1252,
    '„Café“ €',
  ],
  ['a new one', "<META CHARSET='Shift_JIS'>", SHIFT_JIS, '日本語'],
  [
    'Latin-1, which browsers read as what Windows writes',
    '<meta charset=iso-8859-1>',
    WINDOWS_1252,
    '„Café“ €',
  ],
  ['a wrong one above UTF-8', '<meta charset="windows-1252">', Buffer.from('Größe'), 'Größe'],
  [
    'one in a comment, which says nothing',
    '<!-- <meta charset="shift_jis"> -->',
    Buffer.from('Größe'),
    'Größe',
  ],
  ['UTF-16, which a text in bytes is not', '<meta charset="utf-16">', Buffer.from('Größe'), 'Größe'],
])('T1 a page is read in the encoding that it names: %s', (_what, meta, text, expected) => {
  expect(read(page(meta, text))).toEqual([expected, []])
})

test('T1 the sender’s word comes before the page’s, and a mark at the beginning before both', () => {
  expect(read(page('<meta charset="windows-1252">', SHIFT_JIS), 'shift_jis')).toEqual(['日本語', []])
  expect(read(Buffer.from('\uFEFF<p>Größe</p>', 'utf16le'), 'windows-1252')).toEqual(['Größe', []])
  expect(read(Buffer.from('\uFEFF<p>Größe</p>'), 'shift_jis')).toEqual(['Größe', []])
  expect(read(page('<meta charset="windows-1252">', WINDOWS_1252), 'utf-8')).toEqual(['„Café“ €', []])
  expect(read(page('', Buffer.from('Größe')), 'no-such-thing')).toEqual(['Größe', []])
})

test.each([
  [
    'German of Windows',
    latin1('Die Größe der Straße ist für Müller schön.'),
    'Die Größe der Straße ist für Müller schön.',
  ],
  ['one word', latin1('Größe'), 'Größe'],
  ['Japanese', Buffer.concat([SHIFT_JIS, SHIFT_JIS, SHIFT_JIS, SHIFT_JIS]), '日本語日本語日本語日本語'],
  [
    'Russian',
    Buffer.from([
      0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xea, 0xe0, 0xea, 0x20, 0xe4, 0xe5, 0xeb, 0xe0, 0x3f,
      0x20, 0xdd, 0xf2, 0xee, 0x20, 0xef, 0xe8, 0xf1, 0xfc, 0xec, 0xee,
    ]),
    'Привет, как дела? Это письмо',
  ],
  ['UTF-16 without its mark', Buffer.from('Größe und mehr', 'utf16le'), 'Größe und mehr'],
])('T2 an encoding that nobody names is guessed, and told: %s', (_what, bytes, expected) => {
  expect(decodeText(bytes, {})).toEqual({ text: expected, losses: [{ kind: 'encoding', count: 1 }] })
})

test('T2 what is no character is counted; a sign for one that the text has itself is not', () => {
  const damaged = Buffer.concat([
    Buffer.from('Größe für größere Bäume, Öl für Türen, „so“, völlig übel \uFFFD'),
    Buffer.from([0xff, 0x20, 0xc3]),
  ])
  expect(decodeText(damaged, {}).losses).toEqual([{ kind: 'characters', count: 2 }])
  expect(decodeText(damaged, { charset: 'utf-8' }).losses).toEqual([{ kind: 'characters', count: 2 }])
  expect(decodeText(Buffer.from('\uFFFD a\0b'), {})).toEqual({ text: '\uFFFD a\0b', losses: [] })
})

test('T1 T2 a page and a text of older programs arrive with their letters', async () => {
  const ann = aVisitor((await startServer()).url)
  const bring = async (type: string, body: Uint8Array) => {
    const reply = await ann.post('/api/documents', { body, headers: { 'content-type': type } })
    const { id, losses } = reply.json<{ id: string; losses: { kind: string }[] }>()
    const { doc } = await readDocument(ann, id)
    return [parseDocument(doc).textContent, losses.map(({ kind }) => kind)]
  }
  expect(await bring('text/html', page('<meta charset=windows-1252>', WINDOWS_1252))).toEqual([
    'x„Café“ €',
    [],
  ])
  expect(await bring('text/markdown; charset=Shift_JIS', SHIFT_JIS)).toEqual(['日本語', []])
  expect(await bring('text/plain', latin1('Größe'))).toEqual(['Größe', ['encoding']])
})
