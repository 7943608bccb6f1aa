import { expect } from '@playwright/test'
import { test } from '../support/e2e.ts'

test('a link to a heading shows it in the same page, by a click and by its address in the bubble', async ({
  scene,
}) => {
  const lines = Array.from({ length: 60 }, (_, i) => `line ${i}`).join('\n\n')
  const id = await scene.write({
    title: 'Guide',
    markdown: `[Install](#install)\n\n${lines}\n\n## Install\n\n${lines}`,
  })
  const { page } = await scene.join(id)
  const link = page.locator('#document a[href="#install"]')
  const heading = page.locator('#document h3', { hasText: 'Install' })
  await expect(heading).not.toBeInViewport()
  await link.click()
  await expect(heading).toBeInViewport()

  await page.evaluate(() => scrollTo(0, 0))
  await expect(heading).not.toBeInViewport()
  await page.getByRole('toolbar').locator('a', { hasText: '#install' }).click()
  await expect(heading).toBeInViewport()
  expect(page.context().pages()).toHaveLength(1)
  expect(page.url()).toContain(`/d/${id}`)
})
