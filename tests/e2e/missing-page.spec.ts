import { expect } from '@playwright/test'
import { englishPage } from '../../document/words/english-page.ts'
import { words } from '../../web/words.ts'
import { axeOn } from '../support/axe.ts'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'

const { missing, home } = englishPage.plain

test('a mistyped share link leads to a page in the product’s look, and from there home', async ({
  scene,
  page,
}) => {
  const id = await scene.write({ title: 'Exists' })
  const answer = await page.goto(scene.address(id.slice(0, -1)))
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: missing.heading })).toBeVisible()
  await expect(page).toHaveTitle(`${missing.heading} · ${words.product}`)
  const look = await page.evaluate(() => ({
    paper: getComputedStyle(document.documentElement).backgroundColor,
    face: getComputedStyle(document.querySelector('h1') as Element).fontFamily,
  }))
  expect(look.paper).not.toBe('rgba(0, 0, 0, 0)')
  expect(look.face).toContain('Literata')
  expect((await axeOn(page).analyze()).violations).toEqual([])
  await page.setViewportSize({ width: 375, height: 700 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await page.getByRole('link', { name: home }).click()
  await expect(page.getByRole('heading', { name: words.home.heading })).toBeVisible()
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a page that does not exist looks and leads home all the same', async ({ scene, page }) => {
    await page.goto(new URL('/nowhere', homeOf(scene)).href)
    await expect(page.getByRole('heading', { name: missing.heading })).toHaveCSS('font-family', /Literata/)
    await expect(page.getByRole('link', { name: home })).toHaveAttribute('href', '/')
  })
})
