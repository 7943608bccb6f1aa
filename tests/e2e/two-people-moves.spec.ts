import { expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'

const STEPS = 60

test('a caret moved by keys while the other types goes as far as it was moved', async ({ scene }) => {
  const line = 'x'.repeat(2 * STEPS)
  const document = await scene.write({ markdown: `Bob\n\n${line}` })
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  await ann.page.locator('#document').getByText('xxx').click()
  await ann.press('End')
  await bob.page.locator('#document').getByText('Bob').click()
  await bob.press('End')

  let isMoving = true
  const bobWrites = (async () => {
    while (isMoving) await bob.type('words ')
  })()
  await expect.poll(() => ann.text()).toContain('words')
  await ann.press('ArrowLeft', STEPS)
  await ann.type('|')
  isMoving = false
  await bobWrites
  await untilAllAgree(scene.visitor, document, [ann, bob])
  expect((await ann.text()).split('\n')[1]).toBe(`${'x'.repeat(STEPS)}|${'x'.repeat(STEPS)}`)
})
