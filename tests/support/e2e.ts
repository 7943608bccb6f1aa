import { test as base } from '@playwright/test'
import { aVisitor, createDocument, type Visitor } from './http.ts'
import { drive, openPerson, type Person, untilEditable } from './people.ts'
import { createSeats, type Seats, type Tab } from './seats.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

/** What playwright.config.ts sets for each of its projects. */
export interface HostOption {
  /** The name under which the browser opens a server on loopback: `localhost`, or one that is no secure context. */
  hostName: string
}

/** Where a person's browser goes, if not straight to the server. */
export interface Way {
  readonly port?: number
}

/** A server, and those who come to it. */
export interface Scene {
  readonly server: ServerProcess
  /** A program that talks to the server itself. */
  readonly visitor: Visitor
  /** The address of a document in a browser. */
  address(document: string, way?: Way): string
  /** Makes a document and answers its id. */
  write(content?: { readonly title?: string; readonly markdown?: string }): Promise<string>
  /** One more person, with a cookie of their own, opens the document. */
  join(document: string, way?: Way): Promise<Person>
}

interface SceneOptions {
  /**
   * What a server of this test's own is started with, beside its port and folder. Left out, the test comes to a
   * server that others came to before, which must be neither stopped nor changed.
   */
  serverSettings: Readonly<Record<string, string>> | undefined
}

/** A server that stays for as long as the worker, and the tabs that stay open on it. */
interface House {
  readonly server: ServerProcess
  readonly seats: Seats
}

/** Playwright's `test` with the project's host name and a server on a port that was free. */
export const test = base.extend<
  SceneOptions & { canSit: boolean; tab: Tab; scene: Scene },
  HostOption & { house: House }
>({
  hostName: ['localhost', { option: true, scope: 'worker' }],
  serverSettings: [undefined, { option: true }],
  house: [
    async ({ browser, hostName }, use) => {
      const server = await startServerProcess()
      const seats = createSeats(browser, `http://${hostName}:${server.port}/healthz`)
      await use({ server: notToBeStopped(server), seats })
      await server.dispose()
    },
    { scope: 'worker' },
  ],
  /** True for who comes to the house as most do: a tab there keeps nothing of other servers and other browsers. */
  canSit: async ({ serverSettings, serviceWorkers, javaScriptEnabled }, use) =>
    use(serverSettings === undefined && serviceWorkers === 'block' && javaScriptEnabled),
  tab: async ({ browser, house, canSit }, use) => {
    if (canSit) {
      await use(await house.seats.take())
      return house.seats.leave()
    }
    const context = await browser.newContext()
    await use({ context, page: await context.newPage() })
    await context.close()
  },
  context: async ({ tab }, use) => use(tab.context),
  page: async ({ tab }, use) => use(tab.page),
  scene: async ({ browser, hostName, serverSettings, house, canSit }, use) => {
    const server = serverSettings ? await startServerProcess(serverSettings) : house.server
    const visitor = aVisitor(server.url)
    const people: Person[] = []
    const address = (document: string, { port = server.port }: Way = {}) =>
      `http://${hostName}:${port}/d/${document}`
    await use({
      server,
      visitor,
      address,
      write: async (content) => (await createDocument(visitor, content)).id,
      async join(document, way) {
        const url = address(document, way)
        if (canSit && way === undefined) {
          const { page, context } = await house.seats.take()
          await page.goto(url)
          await untilEditable(page)
          return drive(page, context)
        }
        const person = await openPerson(browser, url)
        people.push(person)
        return person
      },
    })
    await Promise.all([house.seats.leave(), ...people.map((person) => person.close())])
    if (serverSettings) await server.dispose()
  },
})

function notToBeStopped(server: ServerProcess): ServerProcess {
  const refuse = (): never => {
    throw new Error('others need this server: a test that stops one has `test.use({ serverSettings: {} })`')
  }
  return { ...server, kill9: refuse, stop: refuse, start: refuse, dispose: refuse }
}
