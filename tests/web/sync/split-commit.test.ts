import { expect, onTestFinished, test } from 'vitest'
import type { PostCommit } from '../../../document/protocol/post-commit.ts'
import { schema } from '../../../document/schema/schema.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aDevice } from '../../support/device.ts'
import { aVisitor, createDocument, readDocument } from '../../support/http.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { startServer } from '../../support/server.ts'

const LINES = 20_000
const PLACES = 300

test('C4 a change of more steps than the server takes at once goes through in several commits', async () => {
  const { ann, visitor, id, answers } = await aPageOnALongQuote()
  ann.edit((transform) => {
    for (let i = 0; i < PLACES; i++) transform.insert(4 + i * 4, schema.text('x'))
  })
  const { doc } = await ann.until(isAtRest)
  expect(doc?.textContent).toBe('xa'.repeat(PLACES) + 'a'.repeat(LINES - PLACES))
  expect((await readDocument(visitor, id)).doc).toEqual(doc?.toJSON())
  expect(answers.filter(({ code }) => code === 'too-many-steps').length).toBeGreaterThan(0)
  const taken = answers.filter(({ code }) => code === undefined).map(({ steps }) => steps)
  expect(taken.reduce((sum, steps) => sum + steps, 0)).toBe(PLACES)
})

async function aPageOnALongQuote() {
  const { url } = await startServer()
  const visitor = aVisitor(url)
  const { id } = await createDocument(visitor, { markdown: '> a\n>\n'.repeat(LINES) })
  const through = createCookieFetch()
  const answers: { readonly steps: number; readonly code: string | undefined }[] = []
  const noted: typeof fetch = async (input, init) => {
    const response = await through(input, init)
    if (!String(input).endsWith('/commits')) return response
    const { steps } = JSON.parse(String(init?.body)) as PostCommit
    const { error } = (await response.clone().json()) as { error?: { code: string } }
    answers.push({ steps: steps.length, code: error?.code })
    return response
  }
  const ann = openPage(url, id, { ...aDevice().page(id), fetch: noted })
  onTestFinished(() => ann.client.stop())
  ann.client.start()
  await ann.until(isAtRest)
  return { ann, visitor, id, answers }
}
