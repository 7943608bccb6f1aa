import { expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { type Scene, test } from '../support/e2e.ts'
import { readLog } from '../support/http.ts'
import type { Person } from '../support/people.ts'

const START = 3
const OFTEN = [20, 50, 100]

/** What is typed into an empty line, and what becomes of it. */
const SHORTCUTS: readonly (readonly [string, Record<string, unknown>])[] = [
  ['# ', { type: 'heading', attrs: { level: 1 } }],
  ['## ', { type: 'heading', attrs: { level: 2 } }],
  ['### ', { type: 'heading', attrs: { level: 3 } }],
  ['- ', { type: 'bullet_list' }],
  ['* ', { type: 'bullet_list' }],
  ['+ ', { type: 'bullet_list' }],
  ['1. ', { type: 'ordered_list', attrs: { order: 1 } }],
  ['7) ', { type: 'ordered_list', attrs: { order: 7 } }],
  ['[] ', { type: 'task_list' }],
  ['[x] ', { type: 'task_list' }],
  ['> ', { type: 'blockquote' }],
  ['``` ', { type: 'code_block', attrs: { language: '' } }],
  ['```js ', { type: 'code_block', attrs: { language: 'js' } }],
  ['**bold**', marked('bold', 'strong')],
  ['*slanted*', marked('slanted', 'em')],
  ['_slanted_', marked('slanted', 'em')],
  ['~~gone~~', marked('gone', 'strike')],
  ['`code`', marked('code', 'code')],
]

test('each Markdown shortcut forms what is typed, and one Backspace gives back what was typed', async ({
  scene,
}) => {
  const id = await scene.write()
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  const firstBlock = async (person: Person) => (await person.doc()).content?.[1]
  await ann.putCaret(START)
  for (const [typed, made] of SHORTCUTS) {
    await ann.type(typed)
    await expect
      .poll(() => firstBlock(bob), { message: `after ${typed}`, intervals: OFTEN })
      .toMatchObject(made)
    await ann.press('Backspace')
    expect(await firstBlock(ann), `after ${typed} and Backspace`).toEqual({
      type: 'paragraph',
      content: [{ type: 'text', text: typed }],
    })
    await ann.press('Control+a')
    await ann.press('Backspace')
    expect(await firstBlock(ann)).toEqual({ type: 'paragraph' })
  }
  await ann.type('---')
  await ann.type('below')
  const doc = await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(doc.content?.slice(1)).toEqual([
    { type: 'horizontal_rule' },
    { type: 'paragraph', content: [{ type: 'text', text: 'below' }] },
  ])
})

test('a fence and Enter begin a code block that keeps its lines; two empty ones leave it', async ({
  scene,
}) => {
  const id = await scene.write()
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  await ann.putCaret(START)
  await ann.type('```ts')
  await ann.press('Enter')
  await ann.type('const **a** = 1')
  await ann.press('Enter')
  await ann.press('Tab')
  await ann.type('go()')
  await ann.press('Enter', 3)
  await ann.type('after')
  const doc = await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(doc.content?.slice(1)).toEqual([
    {
      type: 'code_block',
      attrs: { language: 'ts' },
      content: [{ type: 'text', text: 'const **a** = 1\n  go()' }],
    },
    { type: 'paragraph', content: [{ type: 'text', text: 'after' }] },
  ])
})

test('Enter at the end of a block inserts one after it, so that it carries nobody’s words away', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: 'first\n' })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  await ann.putCaret(START + 5)
  await ann.press('Enter')
  await ann.untilSaved()
  const steps = (await readLog(scene.visitor, id)).at(-1)?.['steps']
  expect(steps).toEqual([
    { stepType: 'replace', from: 9, to: 9, slice: { content: [{ type: 'paragraph' }] } },
  ])
  await bob.putCaret(START + 5)
  await Promise.all([ann.type('second', 20), bob.type(' line', 20)])
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await ann.text()).toBe('first line\nsecond')
})

test('Ctrl-A takes the body first and then all', async ({ scene }) => {
  const { ann } = await aTitled(scene)
  const selected = () => ann.page.evaluate(() => String(document.getSelection()).replace(/\s+/g, ' ').trim())
  await ann.putCaret(9)
  await ann.press('Control+a')
  await expect.poll(selected).toBe('one two')
  await ann.press('Control+a')
  await expect.poll(selected).toBe('Title one two')
})

test('a click below the end begins a paragraph, and another one does not begin a second', async ({
  scene,
}) => {
  const { id, ann, bob } = await aTitled(scene)
  const { x, y, width, height } = (await ann.page.locator('#document').boundingBox()) ?? fail()
  const below = { x: x + width / 2, y: Math.min(y + height - 20, 680) }
  await ann.page.mouse.click(below.x, below.y)
  await ann.page.mouse.click(below.x, below.y)
  await ann.type('three')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await bob.text()).toBe('one\ntwo\nthree')
})

test('the title takes one line: Enter goes down into the text, and it is the name everywhere', async ({
  scene,
}) => {
  const { id, ann, bob } = await aTitled(scene)
  await ann.putCaret(1)
  await ann.press('End')
  await ann.type(' of ours')
  await ann.press('Enter')
  await ann.type('zero')
  await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText('Title of ours')
  await expect(bob.page).toHaveTitle('Title of ours · Samepage')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await bob.text()).toBe('zero\none\ntwo')
})

async function aTitled(scene: Scene) {
  const id = await scene.write({ markdown: '# Title\n\none\n\ntwo\n' })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  return { id, ann, bob }
}

function marked(text: string, mark: string) {
  return { type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: mark }] }] }
}

function fail(): never {
  throw new Error('the text is not on the screen')
}
