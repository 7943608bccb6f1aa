import { setTimeout as wait } from 'node:timers/promises'
import { createCookieFetch } from '../support/cookie-fetch.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { isAtRest, type NodePage, openPage } from '../support/node-page.ts'
import { type Api, createApi } from '../support/page-api.ts'
import { type Bench, inMs, type Row } from './measure.ts'
import { withServer } from './server-process.ts'

const EDITS_A_SECOND = 5
const PARAGRAPH = 'The quick brown fox jumps over the lazy dog, again.'

/** When commits left, how long their answers took, and how long until each other client had parsed them. */
interface Times {
  readonly sent: Map<string, number>
  readonly acknowledged: number[]
  readonly received: number[]
}

/** From the POST to the event in the other clients, and to the answer. The clients are the product's own. */
export const keystroke: Bench = {
  name: 'keystroke',
  seconds: 50,
  run: () =>
    withServer(async ({ url }) => {
      await typeTogether(url, 2, 3)
      const two = await typeTogether(url, 2, 30)
      const twenty = await typeTogether(url, 20, 10)
      return [...toRows(2, two), ...toRows(20, twenty)]
    }),
}

function toRows(editors: number, { received, acknowledged }: Times): Row[] {
  const pace = `${editors} editors, ${EDITS_A_SECOND} edits/s each`
  const count = (values: readonly number[], of: string) => `${values.length.toLocaleString('en-US')} ${of}`
  return [
    { what: `keystroke → other client, ${pace}`, ...inMs(received), also: count(received, 'receipts') },
    { what: `commit → answer, ${pace}`, ...inMs(acknowledged), also: count(acknowledged, 'commits') },
  ]
}

/** Each editor types at the end of a paragraph of their own; throws when the texts end unequal. */
async function typeTogether(url: string, editors: number, seconds: number): Promise<Times> {
  const markdown = Array.from({ length: editors }, () => PARAGRAPH).join('\n\n')
  const { id } = await createDocument(aVisitor(url), { markdown })
  const times: Times = { sent: new Map(), acknowledged: [], received: [] }
  const pages = Array.from({ length: editors }, () => openPage(url, id, { api: timedApi(url, times) }))
  for (const { client } of pages) client.start()
  const [first] = await Promise.all(pages.map((page) => page.until(isAtRest)))
  const size = first?.doc?.content.size ?? 0
  const gapMs = 1_000 / EDITS_A_SECOND
  await Promise.all(
    pages.map(async (page, i) => {
      await wait((gapMs * i) / editors)
      await type(page, i, seconds * EDITS_A_SECOND, gapMs)
    }),
  )
  await demandEqual(pages, size + editors * seconds * EDITS_A_SECOND)
  for (const { client } of pages) client.stop()
  return times
}

async function type(page: NodePage, paragraph: number, edits: number, gapMs: number): Promise<void> {
  const start = performance.now()
  for (let i = 1; i <= edits; i++) {
    page.edit((transform) => {
      const { doc } = transform
      let at = 0
      for (let child = 0; child <= paragraph + 1; child++) at += doc.child(child).nodeSize
      transform.insert(at - 1, doc.type.schema.text('x'))
    })
    await wait(Math.max(0, start + i * gapMs - performance.now()))
  }
}

async function demandEqual(pages: readonly NodePage[], size: number): Promise<void> {
  const texts = await Promise.all(
    pages.map(async (page) => {
      const { doc } = await page.until((shown) => isAtRest(shown) && shown.doc?.content.size === size)
      return JSON.stringify(doc)
    }),
  )
  if (new Set(texts).size !== 1) throw new Error('the editors ended with different texts')
}

function timedApi(url: string, { sent, acknowledged, received }: Times): Api {
  const api = createApi({ base: url, fetch: createCookieFetch() })
  const mine = new Set<string>()
  return {
    ...api,
    async commit(id, body, keepalive) {
      const commit = commitIdOf(body)
      mine.add(commit)
      const start = performance.now()
      sent.set(commit, start)
      const answer = await api.commit(id, body, keepalive)
      acknowledged.push(performance.now() - start)
      return answer
    },
    openStream: (request, listener) =>
      api.openStream(request, {
        ...listener,
        onEvent(kind, event) {
          const start = kind === 'commit' ? sent.get(commitIdOf(event)) : undefined
          if (start !== undefined && !mine.has(commitIdOf(event))) received.push(performance.now() - start)
          listener.onEvent(kind, event)
        },
      }),
  }
}

function commitIdOf(commit: unknown): string {
  const { id } = (typeof commit === 'string' ? JSON.parse(commit) : commit) as { id: string }
  return id
}
