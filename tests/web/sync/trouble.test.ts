import { expect, test } from 'vitest'
import { REFUSALS, type RefusalCode } from '../../../document/protocol/refusals.ts'
import { schema } from '../../../document/schema/schema.ts'
import { createCookieFetch } from '../../support/cookie-fetch.ts'
import { aVisitor, createDocument } from '../../support/http.ts'
import { isAtRest, openPage } from '../../support/node-page.ts'
import { startServer } from '../../support/server.ts'

test('a refusal that passes is named, everything is kept, and it goes when the changes do', async () => {
  const { ann, refuseWith } = await aRefusedPage()
  refuseWith(() => refusal('shutting-down'))
  ann.edit((transform) => transform.insert(3, schema.text('kept')))
  const { status } = await ann.until(({ status: now }) => now?.trouble !== undefined)
  expect(status).toMatchObject({ trouble: 'shutting-down', halt: undefined })
  expect(status?.unsaved).toBeGreaterThan(0)
  refuseWith(undefined)
  const after = await ann.until(isAtRest)
  expect(after.status?.trouble).toBeUndefined()
  expect(after.doc?.textContent).toBe('kept')
})

test('a refusal by somebody between is told apart from one of ours', async () => {
  const { ann, refuseWith } = await aRefusedPage()
  refuseWith(() => new Response('<h1>Blocked by policy</h1>', { status: 403 }))
  ann.edit((transform) => transform.insert(3, schema.text('x')))
  const { status } = await ann.until(({ status: now }) => now?.trouble !== undefined)
  expect(status).toMatchObject({ trouble: 'unknown', unsaved: 1, halt: undefined })
  refuseWith(undefined)
  await ann.until(isAtRest)
})

test('changes that get no answer while others’ still arrive are said to be on their way in vain', async () => {
  const { ann, refuseWith } = await aRefusedPage()
  refuseWith(() => {
    throw new TypeError('Failed to fetch')
  })
  ann.edit((transform) => transform.insert(3, schema.text('x')))
  const { status } = await ann.until(({ status: now }) => now?.trouble !== undefined)
  expect(status).toMatchObject({ trouble: 'unreachable', connection: 'live', unsaved: 1 })
  refuseWith(undefined)
  const after = await ann.until(isAtRest)
  expect(after.status?.trouble).toBeUndefined()
})

/** A page whose commits are answered by somebody on the way, as long as there is an answer to give. */
async function aRefusedPage() {
  const { url } = await startServer()
  const { id } = await createDocument(aVisitor(url))
  let answer: (() => Response) | undefined
  const through = createCookieFetch()
  const ann = openPage(url, id, {
    random: () => 0,
    fetch: async (input, init) =>
      answer && String(input).endsWith('/commits') ? answer() : through(input, init),
  })
  ann.client.start()
  await ann.until(isAtRest)
  return {
    ann,
    refuseWith(next: typeof answer) {
      answer = next
    },
  }
}

function refusal(code: RefusalCode): Response {
  const { status, message } = REFUSALS[code]
  return Response.json({ error: { code, message } }, { status })
}
