import { expect } from '@playwright/test'
import { toolWords } from '../../web/tool-words.ts'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { type Scene, test } from '../support/e2e.ts'
import type { NodeJson, Person } from '../support/people.ts'

const START = 3
const OFTEN = { intervals: [20, 50, 100] }

const MARKS = [
  { mark: 'strong', key: 'Control+b', label: words.format.strong },
  { mark: 'em', key: 'Control+i', label: words.format.em },
  { mark: 'underline', key: 'Control+u', label: words.format.underline },
  { mark: 'strike', key: 'Control+Shift+x', label: words.format.strike },
  { mark: 'code', key: 'Control+e', label: words.format.code },
] as const

const { kinds } = words.format
const BLOCKS = [
  { key: 'Control+Alt+1', label: kinds.heading1, shape: 'heading1' },
  { key: 'Control+Alt+2', label: kinds.heading2, shape: 'heading2' },
  { key: 'Control+Alt+3', label: kinds.heading3, shape: 'heading3' },
  { key: 'Control+Shift+8', label: kinds.bullets, shape: 'bullet_list(list_item(paragraph))' },
  { key: 'Control+Shift+7', label: kinds.numbers, shape: 'ordered_list(list_item(paragraph))' },
  { key: 'Control+Shift+9', label: kinds.tasks, shape: 'task_list(task_item(paragraph))' },
  { key: 'Control+Shift+b', label: kinds.quote, shape: 'blockquote(paragraph)' },
  { key: 'Control+Alt+c', label: kinds.code, shape: 'code_block' },
] as const

/** The bar above the text; the bubble at selected words has the same buttons. */
const barOf = ({ page }: Person) => page.locator('header')

test('every mark is set and taken away by its keys and by the bar, and another person has it', async ({
  scene,
}) => {
  const { id, ann, bob } = await aPair(scene, 'word\n')
  for (const { mark, key, label } of MARKS) {
    const button = barOf(ann).getByRole('button', { name: label, exact: true })
    await ann.putCaret(START)
    await ann.press('Shift+End')
    await ann.press(key)
    await expect.poll(() => marksOf(bob), OFTEN).toEqual([mark])
    await expect(button).toHaveAttribute('aria-pressed', 'true')
    await button.click()
    await expect.poll(() => marksOf(bob), OFTEN).toEqual([])
    await button.click()
    await expect.poll(() => marksOf(bob), OFTEN).toEqual([mark])
    await ann.press(key)
    await expect.poll(() => marksOf(bob), OFTEN).toEqual([])
  }
  await ann.press('End')
  await ann.press('Control+b')
  await ann.type(' bold')
  await ann.press('Control+b')
  await ann.type(' plain')
  const doc = await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(texts(doc)).toEqual([
    { type: 'text', text: 'word' },
    { type: 'text', text: ' bold', marks: [{ type: 'strong' }] },
    { type: 'text', text: ' plain' },
  ])
})

test('every kind of block is made and unmade by its keys and by the bar', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene, 'words\n')
  const select = barOf(ann).getByRole('combobox', { name: words.format.block })
  await ann.putCaret(START)
  for (const { key, label, shape } of BLOCKS) {
    await ann.press(key)
    await expect.poll(() => shapeOf(bob), OFTEN).toBe(shape)
    await expect(select.locator('option:checked')).toHaveText(label)
    await ann.press('Control+Alt+0')
    await expect.poll(() => shapeOf(bob), OFTEN).toBe('paragraph')
    await select.selectOption({ label })
    await expect.poll(() => shapeOf(bob), OFTEN).toBe(shape)
    await select.selectOption({ label: kinds.text })
    await expect.poll(() => shapeOf(bob), OFTEN).toBe('paragraph')
    await ann.type('x')
  }
  await ann.page.getByRole('button', { name: words.format.rule }).click()
  await expect.poll(() => shapeOf(bob), OFTEN).toContain('horizontal_rule')
  const doc = await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(JSON.stringify(doc)).toContain('xxxxxxxx')
})

test('a list takes Tab and Shift-Tab, and Enter twice leaves it', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene)
  await ann.putCaret(START)
  await ann.type('- one')
  await ann.press('Enter')
  await ann.type('two')
  await ann.press('Tab')
  await expect
    .poll(() => shapeOf(bob), OFTEN)
    .toBe('bullet_list(list_item(paragraph bullet_list(list_item(paragraph))))')
  await ann.press('Shift+Tab')
  await expect.poll(() => shapeOf(bob), OFTEN).toBe('bullet_list(list_item(paragraph) list_item(paragraph))')
  await ann.press('Tab')
  await ann.press('Enter', 3)
  await ann.type('after')
  await expect
    .poll(() => shapeOf(bob), OFTEN)
    .toBe('bullet_list(list_item(paragraph bullet_list(list_item(paragraph)))) paragraph')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('a task is ticked by a click and by keys, and by either person', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene, '- [ ] milk\n- [x] bread\n')
  const ofAnn = ann.page.getByRole('checkbox')
  const ofBob = bob.page.getByRole('checkbox')
  await ann.page.getByText('milk').click()
  await ann.press('End')
  await ofAnn.nth(0).click()
  await expect(ofBob.nth(0)).toBeChecked()
  await ann.type('!')
  await expect.poll(bob.text).toBe('milk!\nbread')
  await ann.press('Control+Enter')
  await expect(ofBob.nth(0)).not.toBeChecked()
  await ofBob.nth(1).click()
  await expect(ofAnn.nth(1)).not.toBeChecked()
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('words are coloured and lines aligned by keys alone, while another person types among them', async ({
  scene,
}) => {
  const { id, ann, bob } = await aPair(scene, 'some words here\n')
  const seen = bob.page.locator('#document p')
  const bar = ann.page.getByRole('toolbar', { name: words.format.label }).first()
  await bob.putCaretBehind('here')
  await ann.putCaretBehind('some ')
  await ann.press('Control+Shift+ArrowRight')
  await Promise.all([bob.type(' and more', 20), ann.press('Control+Shift+e')])
  await expect(seen).toHaveClass('align-center')
  await ann.press('Control+Shift+h')
  await expect(seen.locator('mark.highlight-yellow')).toHaveText(/^words ?$/)

  // Out of the text to the bar, along it to the colours, and in their menu to blue.
  await ann.press('Escape')
  await ann.press('Alt+F10')
  await ann.press('ArrowRight', 7)
  await ann.press('Enter')
  const menu = ann.page.getByRole('menu', { name: toolWords.formats.colours })
  await expect(menu.getByRole('menuitemradio', { name: toolWords.formats.names.yellow })).toHaveCount(2)
  await ann.press('Home')
  await Promise.all([bob.type(' of it', 20), ann.press('ArrowRight', 7)])
  await ann.press('Enter')
  await expect(menu).toBeHidden()
  await expect(seen.locator('.text-blue')).toHaveText(/^words ?$/)
  await expect(bar.getByRole('button', { name: words.format.text_colour })).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  await ann.press('Control+.')
  await expect(seen.locator('sup')).toHaveText(/^words ?$/)
  await ann.press('Control+\\')
  await expect(seen.locator('mark, .text-blue, sup')).toHaveCount(0)
  await expect(seen).not.toHaveClass('align-center')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await bob.text()).toBe('some words here and more of it')
})

test('a link is made, changed and removed by its dialog, which takes no javascript address', async ({
  scene,
}) => {
  const { id, ann, bob } = await aPair(scene, 'read this\n')
  const dialog = ann.page.getByRole('dialog', { name: words.link.heading })
  const address = dialog.getByLabel(words.link.address)
  const linked = bob.page.locator('#document a')
  await ann.page.getByText('read this').dblclick({ position: { x: 10, y: 10 } })
  await ann.press('Control+k')
  await address.fill('javascript:alert(1)')
  await ann.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText(words.link.refused)
  await address.fill(' JaVaScRiPt:alert(1)')
  await dialog.getByRole('button', { name: words.link.apply }).click()
  await expect(dialog.getByRole('alert')).toHaveText(words.link.refused)
  await address.fill('example.org/page')
  await ann.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(linked).toHaveText('read')
  await expect(linked).toHaveAttribute('href', 'https://example.org/page')

  await ann.press('ArrowRight')
  await ann.press('ArrowLeft')
  await barOf(ann).getByRole('button', { name: words.format.link }).click()
  await expect(address).toHaveValue('https://example.org/page')
  await address.fill('ann@example.org')
  await ann.press('Enter')
  await expect(linked).toHaveAttribute('href', 'mailto:ann@example.org')
  await ann.press('Control+k')
  await dialog.getByRole('button', { name: words.link.remove }).click()
  await expect(linked).toHaveCount(0)
  await ann.type('!')
  await expect.poll(bob.text).toContain('!')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('a picture comes by its address, with a description; other addresses are refused', async ({ scene }) => {
  const { id, ann, bob } = await aPair(scene, 'look: \n')
  const dialog = ann.page.getByRole('dialog', { name: words.image.heading })
  await ann.page.getByText('look:').click()
  await ann.press('End')
  await ann.page.getByRole('button', { name: words.format.image }).click()
  for (const refused of ['javascript:alert(1)', '/api/archive']) {
    await dialog.getByLabel(words.image.address).fill(refused)
    await ann.press('Enter')
    await expect(dialog.getByRole('alert')).toHaveText(words.image.refused)
  }
  const address = new URL('/icon.svg', ann.page.url()).href
  await dialog.getByLabel(words.image.address).fill(address)
  await dialog.getByLabel(words.image.alt).fill('Two lines and a caret')
  await dialog.getByRole('button', { name: words.image.insert }).click()
  const picture = bob.page.getByRole('img', { name: 'Two lines and a caret' })
  await expect(picture).toHaveAttribute('src', address)
  await expect(picture).toBeVisible()
  // It is a block of its own, and selected: what is typed now is its caption.
  await ann.type('A caption')
  await expect(bob.page.locator('figcaption')).toHaveText('A caption')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

async function aPair(scene: Scene, markdown = '') {
  const id = await scene.write(markdown ? { markdown } : undefined)
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  return { id, ann, bob }
}

/** The blocks of the text by type, nested: `bullet_list(list_item(paragraph))`. */
async function shapeOf(person: Person): Promise<string> {
  const [, ...blocks] = (await person.doc()).content ?? []
  return blocks.map(shape).join(' ')
}

function shape({ type, attrs, content = [] }: NodeJson): string {
  if (type === 'heading') return `heading${String(attrs?.['level'])}`
  const within = content.filter((child) => child.type !== 'text' && child.type !== 'image').map(shape)
  return within.length > 0 ? `${type}(${within.join(' ')})` : type
}

function texts(doc: NodeJson): readonly NodeJson[] {
  return doc.content?.[1]?.content ?? []
}

async function marksOf(person: Person): Promise<string[]> {
  const [first] = texts(await person.doc()) as readonly (NodeJson & { marks?: readonly { type: string }[] })[]
  return (first?.marks ?? []).map(({ type }) => type)
}
