import { type CDPSession, expect, type Page } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import type { Person } from '../support/people.ts'

const START = 3

test('a composition goes on undisturbed while another writes before and after it', async ({ scene }) => {
  const id = await scene.write({ markdown: 'one two three\n' })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  const input = await inputMethodOf(ann)
  await ann.putCaret(START + 4)
  await input.compose('に')
  await input.compose('にほ')
  await bob.putCaret(START)
  await bob.type('before ')
  await bob.untilSaved()
  await input.compose('にほん')
  await bob.press('End')
  await bob.type(' after')
  await bob.untilSaved()
  expect(await ann.text()).toBe('one にほんtwo three')
  expect(await compositions(ann.page)).toEqual({ begun: 1, ended: 0 })
  await input.compose('日本')
  await input.commit('日本')

  await expect.poll(bob.text).toBe('before one 日本two three after')
  expect(await compositions(ann.page)).toEqual({ begun: 1, ended: 1 })
  await ann.type('!')
  await expect.poll(bob.text).toBe('before one 日本!two three after')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

test('two people compose at one place and both words are there once', async ({ scene }) => {
  const id = await scene.write()
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  const [hers, his] = [await inputMethodOf(ann), await inputMethodOf(bob)]
  await ann.putCaret(START)
  await bob.putCaret(START)
  await hers.compose('ねこ')
  await his.compose('いぬ')
  await hers.compose('猫')
  await his.compose('犬')
  await hers.commit('猫')
  await his.commit('犬')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect([...(await ann.text())].sort()).toEqual(['犬', '猫'].sort())
})

test('a composition that is called off leaves nothing, and shows what another wrote meanwhile', async ({
  scene,
}) => {
  const id = await scene.write({ markdown: 'one two\n' })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  const input = await inputMethodOf(ann)
  await ann.putCaret(START + 3)
  await input.compose('か')
  await bob.putCaret(START)
  await bob.type('zero ')
  await bob.untilSaved()
  await input.compose('')
  await expect.poll(ann.text).toBe('zero one two')
  await untilAllAgree(scene.visitor, id, [ann, bob])
})

/** An input method by the browser's own door, as Playwright's keyboard has none. */
async function inputMethodOf({ page, context }: Person) {
  const session: CDPSession = await context.newCDPSession(page)
  await page.evaluate(() => {
    const count = { begun: 0, ended: 0 }
    document.addEventListener('compositionstart', () => void count.begun++)
    document.addEventListener('compositionend', () => void count.ended++)
    Object.assign(window, { compositions: count })
  })
  return {
    compose: (text: string) =>
      session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      }),
    commit: (text: string) => session.send('Input.insertText', { text }),
  }
}

function compositions(page: Page): Promise<unknown> {
  return page.evaluate(() => Reflect.get(window, 'compositions') as unknown)
}
