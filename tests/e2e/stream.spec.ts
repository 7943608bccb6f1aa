import { expect, type Page } from '@playwright/test'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'
import { type as write } from '../support/http.ts'

/** An event as a page's own EventSource hands it out. */
interface Heard {
  readonly kind: string
  readonly lastEventId: string
  readonly seq: number | undefined
}

test.use({ serverSettings: {} })

test('a native EventSource follows a document through a killed server, missing and doubling nothing', async ({
  scene,
  page,
}) => {
  const id = await scene.write({ markdown: '# Followed\n' })
  await write(scene.visitor, id, 'a', 1)
  await write(scene.visitor, id, 'b', 1)
  const cursors: (string | undefined)[] = []
  page.on('request', async (request) => {
    if (request.url().includes('/events')) cursors.push((await request.allHeaders())['last-event-id'])
  })
  await page.goto(homeOf(scene))
  const heard = await follow(page, `/api/documents/${id}/events?after=0`)
  const seqs = () => heard.flatMap(({ seq }) => seq ?? [])

  await expect.poll(seqs).toEqual([1, 2, 3])
  expect(heard[0]).toMatchObject({ kind: 'hello', lastEventId: '' })
  await write(scene.visitor, id, 'c', 1)
  await expect.poll(seqs).toEqual([1, 2, 3, 4])

  await scene.server.kill9()
  await scene.server.start()
  for (const letter of 'defghijk') await write(scene.visitor, id, letter, 1)
  await expect.poll(() => heard.filter(({ kind }) => kind === 'hello').length, { timeout: 20_000 }).toBe(2)
  await write(scene.visitor, id, 'l', 1)
  await expect.poll(seqs).toEqual(Array.from({ length: 13 }, (_, i) => i + 1))

  for (const { seq, lastEventId } of heard) if (seq !== undefined) expect(lastEventId).toBe(String(seq))
  expect(cursors[0]).toBeUndefined()
  expect(cursors.at(-1)).toBe('4')
})

async function follow(page: Page, path: string): Promise<readonly Heard[]> {
  const heard: Heard[] = []
  await page.exposeFunction('hear', (event: Heard) => void heard.push(event))
  await page.evaluate((address) => {
    const source = new EventSource(address)
    const hear = Reflect.get(window, 'hear') as (event: Heard) => void
    for (const kind of ['hello', 'commit', 'presence', 'reset', 'message']) {
      source.addEventListener(kind, ({ data, lastEventId }) => {
        const { seq } = JSON.parse(data) as { seq?: number }
        hear({ kind, lastEventId, seq: kind === 'commit' ? seq : undefined })
      })
    }
  }, path)
  return heard
}
