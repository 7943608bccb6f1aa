import { expect, type Page } from '@playwright/test'
import { SILENCE_S } from '../../web/connection/measure.ts'
import { connectionWords as words } from '../../web/connection-words.ts'
import { words as common } from '../../web/words.ts'
import { test } from '../support/e2e.ts'
import { openTcpProxy } from '../support/tcp-proxy.ts'

test('from the menu to a check that names what holds the stream back, for a person and an administrator', async ({
  scene,
}) => {
  const proxy = await openTcpProxy(scene.server.port)
  const { page: document, context } = await scene.join(await scene.write(), { port: proxy.port })
  await document.getByRole('button', { name: common.menu.label, exact: true }).click()
  const [page] = await Promise.all([
    context.waitForEvent('page'),
    document.getByRole('menuitem', { name: common.menu.connection }).click(),
  ])
  const verdict = page.locator('.check-verdict')
  await expect(verdict).toHaveText(words.verdicts.good)
  await expect(mark(page, words.stream.name)).toHaveAccessibleName(words.marks.good)
  await expect(mark(page, words.send.name)).toHaveAccessibleName(words.marks.good)

  proxy.trouble({ buffer: 'whole' })
  await page.getByRole('button', { name: words.again }).click()
  await expect(verdict).toHaveText(words.verdicts.polling)
  await expect(mark(page, words.stream.name)).toHaveAccessibleName(words.marks.note)
  await expect(page.getByText(words.advice.held)).toBeVisible()
  await page.getByRole('button', { name: words.copy }).click()
  await expect(page.getByText(words.copied)).toBeVisible()

  proxy.cut()
  await page.getByRole('button', { name: words.again }).click()
  await expect(verdict).toHaveText(words.verdicts.noServer)
  await proxy.close()
})

test('a longer test waits through a silence and says whether it was kept', async ({ scene, page }) => {
  await page.goto(new URL('/connection', scene.address('any')).href)
  await expect(page.locator('.check-verdict')).toHaveText(words.verdicts.good)
  // Nobody waits so long here: the first answer is of somebody who cut the silence, the second is whole.
  const tick = (n: number) => `event: tick\ndata: {"n":${n},"of":2}\n\n`
  for (const [body, outcome, text] of [
    [tick(1), words.marks.note, words.silence.cut(SILENCE_S)],
    [tick(1) + tick(2), words.marks.good, words.silence.kept(SILENCE_S)],
  ] as const) {
    await page.route(`**/stream?silence=${SILENCE_S}`, (route) =>
      route.fulfill({ contentType: 'text/event-stream', body }),
    )
    await page.getByRole('button', { name: words.longer }).click()
    await expect(page.getByText(text)).toBeVisible()
    await expect(mark(page, words.silence.name)).toHaveAccessibleName(outcome)
  }
})

function mark(page: Page, name: string) {
  return page.locator('.checks li', { hasText: name }).getByRole('img')
}
