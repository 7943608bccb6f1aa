import { expect, test } from 'vitest'
import { readHtml } from '../../server/exchange/html-in.ts'

const blocksOf = (html: string) => readHtml(html).doc.children.slice(1).map(String)

test('a picture without a caption is a figure', () => {
  expect(blocksOf('<figure><img src="/a.png"></figure><p>After</p>')).toEqual([
    'figure',
    'paragraph("After")',
  ])
})

test('a figure around a table, code or words keeps all of them', () => {
  const table = '<table><tr><td>one<img src="/a.png"></td><td>two</td></tr></table>'
  expect(blocksOf(`<figure>${table}<figcaption>Sums</figcaption></figure>`)).toEqual([
    'table(table_row(table_cell(paragraph("one", image)), table_cell(paragraph("two"))))',
    'paragraph("Sums")',
  ])
  expect(blocksOf('<figure><img src="/a.png"><p>beside</p></figure>')).toContain('paragraph("beside")')
})

test('a gallery keeps every picture and caption', () => {
  const picture = (name: string) =>
    `<figure><img src="/${name}.png"><figcaption>${name}</figcaption></figure>`
  expect(blocksOf(`<figure>${picture('a')}${picture('b')}<figcaption>Both</figcaption></figure>`)).toEqual([
    'figure("a")',
    'figure("b")',
    'paragraph("Both")',
  ])
})

test('an item that another program calls a task keeps its words', () => {
  const items =
    '<li class="task">Buy milk</li><li class="task">Bake<ul class="tasks"><li class="task">Stir</li></ul></li>'
  expect(blocksOf(`<ul class="tasks">${items}</ul>`)).toEqual([
    'task_list(task_item(paragraph("Buy milk")), ' +
      'task_item(paragraph("Bake"), task_list(task_item(paragraph("Stir")))))',
  ])
})

test('what another program calls an attachment keeps its words', () => {
  expect(blocksOf('<div class="attachment"><p>Read this</p><a href="/x">file</a></div>')).toEqual([
    'paragraph("Read this")',
    'paragraph(link("file"))',
  ])
})
