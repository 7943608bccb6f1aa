import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceStep } from 'prosemirror-transform'
import { schema } from '../../document/schema/schema.ts'
import { createCookieFetch } from '../support/cookie-fetch.ts'
import { createApi } from '../support/page-api.ts'
import { type GatedPage, openGatedPage } from './gated-page.ts'
import { type Recording, seenBefore } from './recording.ts'

/** The first position inside the code block that follows an empty title. */
const START = 3

/** What a replay ended with, everywhere. */
export interface Replayed {
  readonly document: string
  readonly server: string
  readonly pages: readonly string[]
  /** How often one person waited for another's work. */
  readonly exchanges: number
}

/** Told when a commit leaves. `wakeAll` tells every page that the network is back, as a browser would. */
export type OnReplayPost = (attempt: Promise<unknown>, wakeAll: () => void) => void

/**
 * Replays people writing at the same time through a real server with the product's own client, all text in
 * one code block. Everyone's work is kept back until another person's next transaction builds on it: then
 * exactly that much is sent, and the other catches up.
 */
export async function replay(url: string, recording: Recording, onPost?: OnReplayPost): Promise<Replayed> {
  const api = createApi({ base: url, fetch: createCookieFetch() })
  const made = await api.createDocument({ markdown: '```\n```' })
  if (made.kind !== 'ok') throw new Error('no document')
  const wakeAll = () => {
    for (const { page } of people) page.client.wake()
  }
  const people: GatedPage[] = Array.from({ length: recording.numAgents }, () =>
    openGatedPage(url, made.value.id, (attempt) => onPost?.(attempt, wakeAll)),
  )
  for (const { page } of people) page.client.start()
  for (const { page } of people) await page.until(({ status }) => status?.connection === 'live')

  const seen = seenBefore(recording)
  const written = people.map(() => 0)
  let exchanges = 0
  for (const [index, { agent, patches }] of recording.txns.entries()) {
    exchanges += await bring(people, agent, seen[index] ?? [])
    const author = people[agent]
    if (!author) throw new Error('a transaction of nobody')
    for (const patch of patches) type(author, patch)
    written[agent] = (written[agent] ?? 0) + 1
  }
  for (const [agent, person] of people.entries()) await person.release(written[agent] ?? 0)
  const found = await api.document(made.value.id)
  if (found.kind !== 'ok') throw new Error('the document is gone')
  const head = found.value.seq
  for (const { page } of people)
    await page.until(({ status }) => status?.seq === head && status.unsaved === 0)
  const pages = people.map(({ page }) => textOf(page.shown().doc))
  for (const { page } of people) page.client.stop()
  return { document: made.value.id, server: textOf(schema.nodeFromJSON(found.value.doc)), pages, exchanges }
}

/** Lets others send what this transaction builds on, and waits until its author has it. */
async function bring(people: readonly GatedPage[], agent: number, seen: readonly number[]): Promise<number> {
  let exchanges = 0
  for (const [other, person] of people.entries()) {
    const count = seen[other] ?? 0
    if (other === agent || count <= person.released()) continue
    await person.release(count)
    const head = person.page.shown().status?.seq ?? 0
    await people[agent]?.page.until(({ status }) => (status?.seq ?? 0) >= head)
    exchanges += 1
  }
  return exchanges
}

function type({ page }: GatedPage, [at, deleted, inserted]: readonly [number, number, string]): void {
  const from = START + at
  const content = inserted === '' ? Fragment.empty : Fragment.from(schema.text(inserted))
  page.edit((transform) => transform.step(new ReplaceStep(from, from + deleted, new Slice(content, 0, 0))))
}

function textOf(doc: Node | undefined): string {
  return doc?.child(1).textContent ?? ''
}
