import { expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { paste } from '../support/paste.ts'

const START = 3

test('undo takes back my words and leaves what another wrote beside them', async ({ scene }) => {
  const id = await scene.write()
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  await ann.putCaret(START)
  await ann.type('ann ')
  await expect.poll(bob.text).toBe('ann ')
  await bob.putCaret(START + 4)
  await bob.type('bob ')
  await expect.poll(ann.text).toBe('ann bob ')

  await ann.press('Control+z')
  await expect.poll(ann.text).toBe('bob ')
  await expect.poll(bob.text).toBe('bob ')
  await ann.press('Control+Shift+z')
  await expect.poll(bob.text).toBe('ann bob ')
  await bob.press('Control+z')
  await expect.poll(ann.text).toBe('ann ')
  await bob.press('Control+y')
  await expect.poll(ann.text).toBe('ann bob ')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('undo cuts around what another wrote inside what I pasted', async ({ scene }) => {
  const id = await scene.write()
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  await ann.putCaret(START)
  await paste(ann.page, { text: 'wonderful' })
  await expect.poll(bob.text).toBe('wonderful')
  await bob.putCaret(START + 6)
  await bob.type('-bob-')
  await expect.poll(ann.text).toBe('wonder-bob-ful')

  await ann.press('Control+z')
  await expect.poll(ann.text).toBe('-bob-')
  await expect.poll(bob.text).toBe('-bob-')
  await ann.press('Control+Shift+z')
  await expect.poll(ann.text).toBe('wonder-bob-ful')
  await expect.poll(bob.text).toBe('wonder-bob-ful')

  await ann.press('End')
  await bob.press('Home')
  await Promise.all([ann.type(' end', 15), bob.type('start ', 15)])
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await ann.text()).toBe('start wonder-bob-ful end')
})

test('there is nothing to undo for somebody who wrote nothing', async ({ scene }) => {
  const id = await scene.write()
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  await ann.putCaret(START)
  await ann.type('only mine')
  await expect.poll(bob.text).toBe('only mine')
  await bob.putCaret(START + 4)
  await expect(bob.page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true')
  await bob.press('Control+z')
  await bob.type('!')
  await expect.poll(ann.text).toBe('only! mine')
  await bob.press('Control+z')
  await expect.poll(ann.text).toBe('only mine')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})
