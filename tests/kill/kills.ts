import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { randomEdit } from '../laws/random-edit.ts'
import { createTypist } from '../laws/typist.ts'
import type { Acknowledged } from '../support/audit.ts'
import { createCookieFetch } from '../support/cookie-fetch.ts'
import type { LineFaults } from '../support/line-faults.ts'
import { isAtRest, type NodePage, openPage } from '../support/node-page.ts'
import { createApi } from '../support/page-api.ts'
import { createRandom, type Random } from '../support/random.ts'
import { openTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts'
import { createScriptWriter, type ScriptWriter } from './script-writer.ts'
import { createVictim, type Victim } from './victim.ts'

/** What a run of kills came to. */
export interface KillTally {
  kills: number
  /** Kills before the server listened. */
  early: number
  acknowledged: number
  /** Commits in all logs at their end. */
  commits: number
  /** How often a fresh process read the file. */
  audits: number
}

const SCRIPTS = 5
const PAGES = 2
/** After so many kills the work is brought to its end, compared everywhere, and begun anew in an empty folder. */
const KILLS_A_FOLDER = 20
const LONGEST_LIFE_MS = 150
const LONGEST_START_MS = 300

/** What is wrong with the pages' line, drawn anew for each life of the server. */
const TROUBLES: readonly LineFaults[] = [
  {},
  { delay: [0, 30] },
  { cutAfter: [100, 20_000] },
  { duplicate: 0.5 },
  { buffer: 512, cutAfter: [500, 50_000] },
]

/**
 * Kills a server with -9 at random moments while scripts and pages write to it. What was acknowledged is kept
 * here; after every restart a process that knows nothing else reads the database file. Throws on the first fault.
 */
export async function runKills(
  kills: number,
  seed: number,
  onKill?: (tally: KillTally) => void,
): Promise<KillTally> {
  const tally: KillTally = { kills: 0, early: 0, acknowledged: 0, commits: 0, audits: 0 }
  const random = createRandom(seed)
  try {
    while (tally.kills < kills)
      await oneFolder(Math.min(KILLS_A_FOLDER, kills - tally.kills), random, tally, onKill)
  } catch (error) {
    const command = `npm run kills -- --seed ${seed} --kills ${kills}`
    throw new Error(`after ${tally.kills} kills (${command})`, { cause: error })
  }
  return tally
}

async function oneFolder(
  kills: number,
  random: Random,
  tally: KillTally,
  onKill: ((tally: KillTally) => void) | undefined,
): Promise<void> {
  const victim = createVictim()
  const scene = createScene(victim)
  try {
    await victim.start()
    await scene.begin(random)
    for (let i = 0; i < kills; i++) {
      await scene.writeAndDie(random)
      tally.kills += 1
      while (random.chance(0.15) && !(await startAndDie(victim, random))) {
        tally.kills += 1
        tally.early += 1
      }
      await victim.kill()
      await victim.start()
      await scene.audit()
      tally.audits += 1
      onKill?.(tally)
    }
    const commits = await scene.end()
    tally.commits += commits
    tally.acknowledged += scene.acknowledged()
  } finally {
    await scene.stop()
    await victim.dispose()
  }
}

/** Starts it and kills it at a moment that may be before it listens; answers whether it did. */
async function startAndDie(victim: Victim, random: Random): Promise<boolean> {
  const started = victim.start()
  await wait(random.next() * LONGEST_START_MS)
  await victim.kill()
  return started
}

interface Scene {
  begin(random: Random): Promise<void>
  writeAndDie(random: Random): Promise<void>
  audit(): Promise<void>
  /** Brings everything to rest, compares it, and answers how many commits there are. */
  end(): Promise<number>
  acknowledged(): number
  stop(): Promise<void>
}

function createScene(victim: Victim): Scene {
  const acknowledged = new Map<string, Acknowledged>()
  const typist = createTypist()
  /** The document the pages write in. */
  let shared = ''
  let onAcknowledged = (): void => undefined
  let scripts: ScriptWriter[] = []
  let pages: NodePage[] = []
  let line: TcpProxy | undefined

  const noting = (send: typeof fetch): typeof fetch => {
    return async (input, init) => {
      const response = await send(input, init)
      const [, document = ''] = /\/documents\/([^/]+)\/commits$/.exec(String(input)) ?? []
      if (document && response.ok) note(document, (await response.clone().json()) as Acknowledged)
      return response
    }
  }
  function note(document: string, { id, seq, chain }: Acknowledged): void {
    const known = acknowledged.get(`${document} ${id}`)
    if (known && (known.seq !== seq || known.chain !== chain))
      throw new Error(`${id} was acknowledged as ${known.seq} and as ${seq}`)
    acknowledged.set(`${document} ${id}`, { document, id, seq, chain })
    onAcknowledged()
  }

  async function read(): Promise<Found> {
    const file = join(victim.folder, 'acknowledged.json')
    writeFileSync(file, JSON.stringify([...acknowledged.values()]))
    const found = await readInFreshProcess(join(victim.folder, 'samepage.sqlite'), file)
    if (found.faults.length) throw new Error(found.faults.slice(0, 5).join('\n'))
    return found
  }

  return {
    async begin(random) {
      const api = createApi({ base: victim.url(), fetch: createCookieFetch() })
      const documents = []
      for (let i = 0; i < 3; i++) {
        const made = await api.createDocument({})
        const read = made.kind === 'ok' ? await api.document(made.value.id) : made
        if (read.kind !== 'ok') throw new Error('no document was made')
        documents.push({ id: read.value.id, epoch: read.value.epoch })
      }
      const [first, ...plain] = documents
      shared = first?.id ?? ''
      scripts = Array.from({ length: SCRIPTS }, (_, i) =>
        createScriptWriter({
          name: `script${i}x`,
          random: createRandom(random.int(2 ** 30)),
          fetch: noting(createCookieFetch()),
          url: victim.url,
          documents: plain,
        }),
      )
      for (const script of scripts) await script.introduce()
      const proxy = await openTcpProxy(Number(new URL(victim.url()).port), random.int(2 ** 30))
      line = proxy
      pages = Array.from({ length: PAGES }, () =>
        openPage(`http://127.0.0.1:${proxy.port}`, shared, { fetch: noting(createCookieFetch()) }),
      )
      for (const page of pages) page.client.start()
      for (const page of pages) await page.until(({ status }) => status?.isLoaded === true)
    },
    async writeAndDie(random) {
      const nextAcknowledgement = new Promise<void>((resolve) => {
        onAcknowledged = resolve
      })
      const writing = scripts.map((script) => script.write())
      line?.trouble(random.pick(TROUBLES))
      for (const page of pages) page.client.wake()
      // Mostly amid writing, sometimes before the first answer.
      if (random.chance(0.85)) await nextAcknowledgement
      const end = performance.now() + random.next() * LONGEST_LIFE_MS
      while (performance.now() < end) {
        const page = random.pick(pages)
        const { doc } = page.shown()
        const edit = doc && randomEdit(doc, random, typist)
        if (edit) page.edit((transform) => edit.steps.map((step) => transform.step(step)))
        await wait(random.next() * 10)
      }
      await victim.kill()
      await Promise.all(writing)
    },
    async audit() {
      await read()
    },
    async end() {
      line?.restore()
      for (const script of scripts) await script.settle()
      for (const page of pages) page.client.wake()
      for (const page of pages) await page.until(isAtRest)
      const { documents, commits } = await read()
      const head = documents[shared]?.seq ?? 0
      for (const page of pages) await page.until((shown) => isAtRest(shown) && shown.status?.seq === head)
      const api = createApi({ base: victim.url(), fetch: createCookieFetch() })
      for (const [id, { seq, doc }] of Object.entries(documents)) {
        const served = await api.document(id)
        if (served.kind !== 'ok' || served.value.seq !== seq || !isSame(served.value.doc, doc))
          throw new Error('what the server shows is not the fold of the log')
      }
      for (const page of pages) {
        if (!isSame(documents[shared]?.doc, page.shown().doc?.toJSON()))
          throw new Error('what a page shows is not the fold of the log')
      }
      return commits
    },
    acknowledged: () => acknowledged.size,
    async stop() {
      for (const page of pages) page.client.stop()
      await line?.close()
    },
  }
}

interface Found {
  readonly faults: readonly string[]
  readonly commits: number
  readonly documents: Readonly<Record<string, { readonly seq: number; readonly doc: unknown }>>
}

const READER = join(import.meta.dirname, 'read-after-kill.ts')
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

async function readInFreshProcess(database: string, acknowledged: string): Promise<Found> {
  const child = spawn(process.execPath, ['--import', TSX, READER, database, acknowledged], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`the process that reads the database ended with ${code}`)
  return JSON.parse(printed) as Found
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
