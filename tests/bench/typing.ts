import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { chromiumLaunchOptions } from '../support/browser.ts'
import { aVisitor, createDocument, readDocument, type Visitor } from '../support/http.ts'
import { untilEditable } from '../support/people.ts'
import { type Bench, inMs, type Row, short } from './measure.ts'
import { withServer } from './server-process.ts'

const SIZES = [0, 10_000, 200_000] as const
/** Who else writes, if somebody does; or the browser by itself, without our editor. */
const WAYS = ['alone', 'beside', 'bare'] as const
type Way = (typeof WAYS)[number]
const KEYS = 120
const GAP_MS = 60
const REMOTE_A_SECOND = 50

const SENTENCE = 'The kettle sings before the window, and somebody pours a second cup of green tea. '
/** Like written text: paragraphs of some 330 characters, a heading after each eighth, a list now and then. */
const PARAGRAPH = SENTENCE.repeat(4).trim()

const NAMES: Record<Way, string> = {
  alone: 'alone',
  beside: `${REMOTE_A_SECOND} remote edits/s`,
  bare: 'the browser without our editor',
}

/** What one run at one size came to. */
interface Typed {
  /** From the key to the next frame, in milliseconds. */
  readonly paints: readonly number[]
  /** What the page's main thread did for each key, in milliseconds. */
  readonly script: number
  readonly task: number
  readonly layout: number
}

/**
 * Typing in a real browser, in documents of three sizes, alone and beside somebody who writes without a pause; and what the
 * same text costs where nothing but the browser edits it.
 */
export const typing: Bench = {
  name: 'typing',
  seconds: 160,
  run: () =>
    withServer(async ({ url }) => {
      const browser = await chromium.launch(chromiumLaunchOptions())
      try {
        const rows: Row[] = []
        for (const way of WAYS) rows.push(...(await compareSizes(browser, url, way)))
        return rows
      } finally {
        await browser.close()
      }
    }),
}

async function compareSizes(browser: Browser, url: string, way: Way): Promise<Row[]> {
  const rows: Row[] = []
  let middle: Typed | undefined
  for (const size of SIZES) {
    const typed = await typeInto(browser, url, size, way)
    if (size === 10_000) middle = typed
    const growth =
      middle && size > 10_000 && way !== 'bare'
        ? `; ${percent(typed.script / middle.script)} script of 10,000 characters`
        : ''
    rows.push({
      what: `key → frame, ${size.toLocaleString('en-US')} characters, ${NAMES[way]}`,
      ...inMs(typed.paints),
      also: `per key: ${short(typed.script)} ms script, ${short(typed.layout)} ms style and layout, ${short(typed.task)} ms in all${growth}`,
    })
  }
  return rows
}

async function typeInto(browser: Browser, url: string, size: number, way: Way): Promise<Typed> {
  const visitor = aVisitor(url)
  const { id } = await createDocument(visitor, { title: 'Tea', markdown: textOf(size) })
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  if (way === 'bare') await openBare(page, `${url}/d/${id}`)
  else {
    await page.goto(`${url}/d/${id}`)
    await untilEditable(page)
  }
  await putCaretInMiddle(page)
  await page.evaluate(watchPaints)
  const other = way === 'beside' ? writeOn(visitor, id) : undefined
  // What is fetched and compiled once, when the page is idle, is not what a key costs.
  await typeKeys(page, 40)
  await wait(1_500)
  // The thread's own time: what other programs take meanwhile is not counted.
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' })
  await session.send('Performance.enable')
  await page.evaluate(() => performance.clearMeasures())
  const before = await metrics(session)
  await typeKeys(page, KEYS)
  const after = await metrics(session)
  const paints = await page.evaluate(() =>
    performance.getEntriesByType('measure').map(({ duration }) => duration),
  )
  await other?.stop()
  await context.close()
  const each = (name: string) => (((after[name] ?? 0) - (before[name] ?? 0)) * 1_000) / KEYS
  return {
    paints,
    script: each('ScriptDuration'),
    task: each('TaskDuration'),
    layout: each('LayoutDuration') + each('RecalcStyleDuration'),
  }
}

/** The same text in the same styles without a script of ours: what the browser needs by itself. */
async function openBare(page: Page, address: string): Promise<void> {
  await page.route('**/*.js', (route) => route.abort())
  await page.goto(address)
  await page.locator('#document').evaluate((text: HTMLElement) => {
    // Else it stays as it is while it opens: most of it not laid out.
    delete document.documentElement.dataset['opening']
    text.contentEditable = 'true'
  })
}

function textOf(size: number): string {
  const blocks: string[] = []
  for (let length = 0; length < size; length += blocks.at(-1)?.length ?? 0) {
    const n = blocks.length
    blocks.push(n % 8 === 7 ? `## Cup ${n}` : n % 8 === 5 ? `- ${SENTENCE}\n- ${SENTENCE}` : PARAGRAPH)
  }
  return `${blocks.join('\n\n')}\n`
}

/** Where one writes for the longest time: text above and text below. */
async function putCaretInMiddle(page: Page): Promise<void> {
  const blocks = page.locator('#document > p')
  const middle = blocks.nth(Math.floor((await blocks.count()) / 2))
  await middle.scrollIntoViewIfNeeded()
  await middle.click({ position: { x: 30, y: 10 } })
  await page.keyboard.press('End')
}

/** Measures each key from its event to the first moment after the frame that it is drawn in. */
function watchPaints(): void {
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => performance.measure('key', { start: timeStamp, end: performance.now() })
        port2.postMessage(undefined)
      })
    },
    { capture: true },
  )
}

async function typeKeys(page: Page, keys: number): Promise<void> {
  for (let n = 0; n < keys; n++) {
    await page.keyboard.press(n % 6 === 5 ? 'Space' : 'KeyA')
    await wait(GAP_MS)
  }
}

async function metrics(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics')
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}

/**
 * Somebody who writes a letter in the title, out of sight, and deletes it again, until told to stop. Each edit is made on
 * the version before it: what is too far behind would be refused.
 */
function writeOn(visitor: Visitor, id: string): { stop(): Promise<void> } {
  let isOver = false
  async function write(): Promise<void> {
    const { epoch, schema, seq } = await readDocument(visitor, id)
    let base = seq
    const client = `bench-${Date.now()}`
    const start = performance.now()
    for (let n = 0; !isOver; n++) {
      const step =
        n % 2
          ? { stepType: 'replace', from: 1, to: 2 }
          : { stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: 'x' }] } }
      const body = { id: `${client}-${n}`, client, epoch, schema, base, steps: [step] }
      const reply = await visitor.post(`/api/documents/${id}/commits`, { json: body })
      if (reply.status !== 201) throw new Error(`the edit was refused: ${reply.status} ${reply.text}`)
      base = reply.json<{ seq: number }>().seq
      await wait(Math.max(0, start + ((n + 1) * 1_000) / REMOTE_A_SECOND - performance.now()))
    }
  }
  const writing = write()
  return {
    stop() {
      isOver = true
      return writing
    },
  }
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`
}
