import { expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { type Scene, test } from '../support/e2e.ts'
import { readDocument } from '../support/http.ts'
import { paste } from '../support/paste.ts'
import type { NodeJson } from '../support/people.ts'

const START = 3

test('HTML comes with its formats and without anything that runs, styles or points where it must not', async ({
  scene,
}) => {
  const { id, ann, bob } = await aPair(scene)
  const complaints: string[] = []
  ann.page.on('console', (message) => void complaints.push(message.text()))
  await ann.putCaret(START)
  await paste(ann.page, {
    text: 'Heading good bad big',
    html: `<h2 style="color:red" onclick="window.ran = true">Heading</h2>
      <p><a href="https://example.org/">good</a> <a href="javascript:window.ran = true">bad</a>
      <span style="font-size:40px;position:fixed">big</span><script>window.ran = true</script>
      <img src="javascript:window.ran = true" alt="no"><iframe src="/"></iframe>
      <style>body { display: none }</style></p>`,
  })
  await expect.poll(bob.text).toContain('Heading\ngood bad big')
  const document = ann.page.locator('#document')
  await expect(document.locator('a')).toHaveCount(1)
  await expect(document.locator('script, style, iframe, [style], [onclick], img:not([class])')).toHaveCount(0)
  expect(await ann.page.evaluate(() => 'ran' in window)).toBe(false)
  expect(complaints).toEqual([])
  const served = JSON.stringify((await readDocument(scene.visitor, id)).doc)
  expect(served).not.toMatch(/javascript|color|font-size|display/)
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('what comes out of Google Docs is not bold as a whole', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene)
  await ann.putCaret(START)
  await paste(ann.page, {
    text: 'plain and bold and slanted under',
    html: `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr">
      <span style="font-weight:400">plain and </span><span style="font-weight:700">bold</span><span> and </span>
      <span style="font-style:italic;text-decoration:none">slanted</span><span
      style="text-decoration:underline"> under</span></p></b><br class="Apple-interchange-newline">`,
  })
  await expect.poll(async () => (await bob.text()).trim()).toBe('plain and bold and slanted under')
  const [paragraph] = await blocksOf(bob)
  const marked = (paragraph?.content ?? []).flatMap((node) =>
    'marks' in node ? [[node.text, node.marks]] : [],
  )
  expect(marked).toEqual([
    ['bold', [{ type: 'strong' }]],
    ['slanted', [{ type: 'em' }]],
    [' under', [{ type: 'underline' }]],
  ])
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('Markdown becomes what it means, with its title where nothing was written yet', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene)
  await ann.putCaret(START)
  await paste(ann.page, { text: '# Plan\n\n## First\n\n- [x] **done**\n- [ ] open\n\n```js\na()\n```\n' })
  await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText('Plan')
  expect((await blocksOf(bob)).map(({ type }) => type)).toEqual(['heading', 'task_list', 'code_block'])
  await ann.type(' // and on')
  await expect(bob.page.locator('pre')).toHaveText('a() // and on')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('a mail keeps its lines below the title of a document that nobody has begun', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene)
  await ann.putCaret(1)
  await paste(ann.page, { text: 'Hi Anna,\r\nplease buy:\r\n- bread\r\n- milk\r\nThanks\r\n\r\nBob' })
  await expect.poll(bob.text).toContain('Bob')
  expect((await blocksOf(bob)).map(({ type }) => type)).toEqual([
    'paragraph',
    'paragraph',
    'bullet_list',
    'paragraph',
    'paragraph',
    'paragraph',
  ])
  await paste(ann.page, { text: '\n# one\n> two\n24. three' })
  await expect
    .poll(async () => (await bob.text()).split('\n').slice(-4))
    .toEqual(['Bob', '# one', '> two', '24. three'])
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('plain text stays what it is, a paragraph per line, in the middle of a text', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene, 'before after\n')
  await ann.putCaret(START + 'before '.length)
  await paste(ann.page, { text: '2 < 3 & <b>no tag</b>\nsecond ' })
  await expect.poll(bob.text).toBe('before 2 < 3 & <b>no tag</b>\nsecond after')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('a code block takes the text alone, Markdown and HTML alike, with its lines', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene, '```\n\n```\n')
  await ann.putCaret(START)
  await paste(ann.page, { text: '# no **heading**\n  - indented\n', html: '<h1>no <b>heading</b></h1>' })
  await expect.poll(bob.text).toContain('# no **heading**\n  - indented')
  expect((await blocksOf(bob)).map(({ type }) => type)).toEqual(['code_block'])
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('the title takes one line of plain text, whatever is pasted', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene, '# Title\n\nbody\n')
  await ann.putCaret(1)
  await ann.press('End')
  await paste(ann.page, { text: ' **of**\nours ', html: '<p> <b>of</b></p><ul><li>ours</li></ul>' })
  await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText(/^Title ?\*\*of\*\* ours$/)
  expect(await blocksOf(bob)).toHaveLength(1)
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('an address pasted over words links them, but a javascript address does not', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene, 'words\n')
  await ann.putCaret(START)
  await ann.press('Shift+End')
  await paste(ann.page, { text: 'https://example.org/there' })
  await expect(bob.page.getByRole('link', { name: 'words' })).toHaveAttribute(
    'href',
    'https://example.org/there',
  )
  await paste(ann.page, { text: 'javascript:alert(1)' })
  await expect.poll(bob.text).toBe('javascript:alert(1)')
  await expect(bob.page.locator('#document a[href^=javascript]')).toHaveCount(0)
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('what is cut or copied here and pasted here by keys keeps its formats', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene, '- [x] **done** [link](https://example.org)\n\nlast\n')
  const before = await blocksOf(ann)
  await ann.page.getByText('done').click()
  await ann.press('Control+a')
  await ann.press('Control+x')
  await expect.poll(bob.text).toBe('')
  await ann.press('Control+v')
  await expect.poll(async () => (await bob.text()).trim()).toBe('done link\nlast')
  expect((await blocksOf(bob)).slice(0, before.length)).toEqual(before)
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

async function aPair(scene: Scene, markdown = '') {
  const id = await scene.write(markdown ? { markdown } : undefined)
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  return { id, ann, bob }
}

async function blocksOf(person: { doc(): Promise<NodeJson> }): Promise<readonly NodeJson[]> {
  return (await person.doc()).content?.slice(1) ?? []
}
