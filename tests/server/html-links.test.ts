import { expect, test } from 'vitest'
import { toHtmlPage } from '../../document/text/html-page.ts'
import { parseMarkdown } from '../../document/text/markdown-in.ts'
import { readHtml } from '../../server/exchange/html-in.ts'

function addressesIn(html: string): { links: string[]; pictures: string[]; losses: string[] } {
  const { doc, losses } = readHtml(html)
  const links: string[] = []
  const pictures: string[] = []
  doc.descendants((node) => {
    for (const { type, attrs } of node.marks) if (type.name === 'link') links.push(attrs['href'])
    if (node.attrs['src']) pictures.push(node.attrs['src'])
  })
  return { links, pictures, losses: losses.map(({ kind, count }) => `${count} ${kind}`) }
}

test('addresses in a page are made whole by its base, or by where a browser says it was saved from', () => {
  const page =
    '<p><a href="/wiki/Duck">Duck</a> <a href="b#c">b</a> <img src="../d.png"> <img src="./Saved_files/e.jpg">'
  const whole = {
    links: ['https://x.org/wiki/Duck', 'https://x.org/wiki/b#c'],
    pictures: ['https://x.org/d.png', './Saved_files/e.jpg'],
    losses: ['1 hidden-pictures'],
  }
  expect(addressesIn(`<base href="https://x.org/wiki/">${page}`)).toEqual(whole)
  expect(addressesIn(`<!-- saved from url=(0024)https://x.org/wiki/ -->${page}`)).toEqual(whole)
  expect(addressesIn(`<!-- saved from url=(0024)https://x.org/a/ --><base href="/wiki/">${page}`)).toEqual(
    whole,
  )
  expect(addressesIn(page)).toEqual({
    links: ['/wiki/Duck', 'b#c'],
    pictures: ['../d.png', './Saved_files/e.jpg'],
    losses: ['2 dead-links', '2 hidden-pictures'],
  })
})

test.each(['javascript:alert(1)//', 'data:text/html,x', 'file:///etc/', ''])(
  'the base %j is none',
  (base) => {
    expect(addressesIn(`<base href="${base}"><p><a href="b">b</a>`).links).toEqual(['b'])
  },
)

test('links to headings lead to them, by a name in them, above them, or of the section that begins with them', () => {
  const html =
    '<h1>Guide</h1><p><a href="#x1">in</a> <a href="#x2">above</a> <a href="#x3">section</a> <a href="#x4">same</a> <a href="#x5">words</a></p>' +
    '<h2><a id="x1"></a>Part</h2><p>a</p><p><a name="x2"></a></p><h2>Part</h2><section id="x3"><div><h3>Deep: ä?</h3></div></section>' +
    '<h2 id="x4">Last</h2><p id="x5">words</p>'
  expect(addressesIn(html)).toEqual({
    links: ['#part', '#part-1', '#deep-%C3%A4', '#last'],
    pictures: [],
    losses: ['1 links'],
  })
})

test('a page that we write has names on its headings, and comes back with its links', () => {
  const doc = parseMarkdown(
    '# Guide\n\n[a](#part) [b](#part-1) [c](#guide)\n\n## Part\n\n## Part\n\n> ### Größe & "x"',
  )
  const page = toHtmlPage(doc, 'x')
  const ids = [...page.matchAll(/<h[1-4] id="([^"]*)"/g)].map(([, id]) => id)
  expect(ids).toEqual(['guide', 'part', 'part-1', 'größe--x'])
  expect(page).toContain('<a href="#part">a</a>')
  expect(readHtml(page).doc.toJSON()).toEqual(doc.toJSON())
})
