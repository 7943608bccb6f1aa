import { expect } from '@playwright/test'
import { words } from '../../web/words.ts'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'
import { aCommitOn } from '../support/http.ts'
import { untilEditable } from '../support/people.ts'

test('a document of somebody else that I opened is in my list, and one that a picture of it names is not', async ({
  scene,
  page,
}) => {
  await page.goto(homeOf(scene))
  await page.request.post(new URL('/api/documents', page.url()).href, { data: { title: 'Mine' } })
  const hidden = await scene.write({ title: 'Buy now' })
  const id = await scene.write({ title: 'Theirs', markdown: 'words' })
  const origin = new URL(page.url()).origin
  const figure = (src: string) => ({ type: 'figure', attrs: { src, alt: 'advertisement' } })
  const pictures = [
    `/api/documents/${hidden}`,
    `${origin}/api/documents/${hidden}`,
    ...Array.from({ length: 60 }, (_, i) => `/api/connection?wait=25&n=${i}`),
    ...Array.from({ length: 20 }, (_, i) => `${origin}/api/connection?wait=25&n=${i}`),
  ]
  const slice = { content: pictures.map(figure) }
  const steps = [{ stepType: 'replace', from: 8, to: 8, slice }]
  const json = await aCommitOn(scene.visitor, id, { steps })
  const put = await scene.visitor.post(`/api/documents/${id}/commits`, { json })
  expect(put.status).toBe(201)
  await page.goto(scene.address(id))
  await untilEditable(page)
  await expect(page.locator('#document figure')).toHaveCount(pictures.length)
  await page.locator('#document p').first().click()
  await page.keyboard.type('typed ')
  await expect(page.locator('sp-save-state')).toHaveText(words.save.saved)
  await page.goto(homeOf(scene))
  await expect(page.locator('.document-title')).toHaveText(['Theirs', 'Mine'])
})

test('a document that I only opened is in my list when I have written elsewhere before', async ({
  scene,
  page,
}) => {
  await page.goto(homeOf(scene))
  await page.request.post(new URL('/api/documents', page.url()).href, { data: { title: 'Mine' } })
  const id = await scene.write({ title: 'Only read', markdown: 'words' })
  const noted = page.waitForResponse((response) => response.url().endsWith(`/${id}/visits`))
  await page.goto(scene.address(id))
  expect((await noted).status()).toBe(204)
  await page.goto(homeOf(scene))
  await expect(page.locator('.document-title')).toHaveText(['Only read', 'Mine'])
})
