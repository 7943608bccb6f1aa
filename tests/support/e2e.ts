import { test as base } from '@playwright/test'
import { aVisitor, createDocument, type Visitor } from './http.ts'
import { openPerson, type Person } from './people.ts'
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

/** A server of this test's own, and those who come to it. */
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

/** Playwright's `test` with the project's host name and a server for each test, on port 0. */
export const test = base.extend<HostOption & { serverSettings: Record<string, string>; scene: Scene }>({
  hostName: ['localhost', { option: true }],
  /** What the server is started with, beside its port and folder. */
  serverSettings: [{}, { option: true }],
  scene: async ({ browser, hostName, serverSettings }, use) => {
    const server = await startServerProcess(serverSettings)
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
        const person = await openPerson(browser, address(document, way))
        people.push(person)
        return person
      },
    })
    await Promise.all(people.map((person) => person.close()))
    await server.dispose()
  },
})
