import { type BrowserContext, expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { processOf, stopProcesses } from '../support/browser-processes.ts'
import { type Scene, test } from '../support/e2e.ts'
import { drive, type Person, untilEditable } from '../support/people.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const DOCUMENTS = 4
const TABS = 12
const TOKENS = 5

test('twelve tabs of one browser hold one stream, all live and able to save and load; some go, none notices', async ({
  scene,
  browser,
}) => {
  const context = await browser.newContext()
  const documents = await Promise.all(Array.from({ length: DOCUMENTS }, () => scene.write()))
  const tabs: Tab[] = []
  for (let i = 0; i < TABS; i++) {
    const document = documents[i % DOCUMENTS] ?? ''
    const person = await openTab(scene, context, document)
    tabs.push({ document, author: 'abcdefghijkl'[i] ?? '', person })
  }
  await expect.poll(() => streamsOpen(scene)).toBe(1)

  // One word of the first tab of each document is in every other tab of it soon, and nowhere else.
  await watchForToken(tabs)
  const began = Date.now()
  for (const { person, author } of tabs.slice(0, DOCUMENTS)) await person.type(`${author}1;`)
  for (const { person, document } of tabs) {
    await expect
      .poll(() => person.text())
      .toBe(`${tabs.find((each) => each.document === document)?.author}1;`)
  }
  const seen = await Promise.all(tabs.map(({ person }) => person.page.evaluate(readSeenAt)))
  console.log(`twelve tabs: the last one showed the edits ${Math.max(...seen) - began} ms after they began`)

  const firstOf = (tab: Tab) => (tabs.indexOf(tab) < DOCUMENTS ? 2 : 1)
  await Promise.all(tabs.map((tab) => typeAll(tab.person, tokens(tab.author, TOKENS, firstOf(tab)))))
  // The first crashes, in whose process the worker lives; of the last three one is closed, one loads again and
  // may just be asking the worker that dies, one is frozen. Others write on.
  const [crashed] = tabs
  const [closed, reloaded, frozen] = tabs.slice(-3)
  for (const { person } of tabs) await person.untilSaved()
  await closed?.person.page.close()
  if (!frozen) throw new Error('there are too few tabs')
  const frozenProcess = await processOf(browser, frozen.person.page)
  await reloaded?.person.page.reload()
  const stopped = stopProcesses([frozenProcess])
  await crash(crashed)
  const writers = tabs.slice(1, 7)
  await Promise.all(
    writers.map((tab) => typeAll(tab.person, tokens(tab.author, TOKENS, TOKENS + firstOf(tab)))),
  )
  await expect.poll(() => streamsOpen(scene)).toBe(1)
  stopped.goOn()

  const left = tabs.filter((tab) => tab !== closed && tab !== crashed)
  for (const document of documents) {
    const here = left.filter((tab) => tab.document === document).map(({ person }) => person)
    const counts = tabs
      .filter((tab) => tab.document === document)
      .map((tab) => [tab.author, (writers.includes(tab) ? 2 * TOKENS : TOKENS) + firstOf(tab) - 1] as const)
    expectTokens(await untilAllAgree(scene.visitor, document, here), Object.fromEntries(counts))
  }
  await context.close()
})

test('without shared workers each tab has a stream of its own, and all is well', async ({
  scene,
  browser,
}) => {
  const context = await browser.newContext()
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'))
  const document = await scene.write()
  const [ann, bob, cem] = [
    await openTab(scene, context, document),
    await openTab(scene, context, document),
    await openTab(scene, context, document),
  ]
  await expect.poll(() => streamsOpen(scene)).toBe(3)
  await Promise.all([
    typeAll(ann, tokens('a', TOKENS)),
    typeAll(bob, tokens('b', TOKENS)),
    typeAll(cem, tokens('c', TOKENS)),
  ])
  expectTokens(await untilAllAgree(scene.visitor, document, [ann, bob, cem]), {
    a: TOKENS,
    b: TOKENS,
    c: TOKENS,
  })
  await context.close()
})

interface Tab {
  readonly document: string
  readonly author: string
  readonly person: Person
}

async function openTab(scene: Scene, context: BrowserContext, document: string): Promise<Person> {
  const page = await context.newPage()
  await page.goto(scene.address(document))
  await untilEditable(page)
  const person = drive(page, context)
  await person.putCaret(3)
  return person
}

async function streamsOpen({ visitor }: Scene): Promise<number> {
  const { text } = await visitor.get('/metrics')
  return Number(/^samepage_streams_open (\d+)$/m.exec(text)?.[1])
}

/** Notes in each tab when its text first changes, by the clock they all share. */
async function watchForToken(tabs: readonly Tab[]): Promise<void> {
  for (const { person } of tabs) {
    await person.page.evaluate(() => {
      const watched = document.querySelector('#document')
      const observer = new MutationObserver(() => {
        if (!watched?.textContent?.includes(';')) return
        Object.assign(window, { seenAt: Date.now() })
        observer.disconnect()
      })
      if (watched) observer.observe(watched, { subtree: true, childList: true, characterData: true })
    })
  }
}

function readSeenAt(): number {
  return Reflect.get(window, 'seenAt') as number
}

async function crash(tab: Tab | undefined): Promise<void> {
  if (!tab) throw new Error('there is no such tab')
  const { page, context } = tab.person
  const devtools = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // There is nobody left to answer.
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed
}

async function typeAll(person: Person, typed: readonly string[]): Promise<void> {
  for (const token of typed) await person.type(token)
}
