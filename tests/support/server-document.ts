import { schema } from '../../document/schema/schema.ts'
import { createCookieFetch } from './cookie-fetch.ts'
import type { NodePage } from './node-page.ts'
import { createApi } from './page-api.ts'
import { startServer, type TestServer } from './server.ts'

/** A server inside this process, with an empty document. */
export async function aServerWithDocument(): Promise<{ server: TestServer; id: string }> {
  const server = await startServer()
  const made = await createApi({ base: server.url, fetch: createCookieFetch() }).createDocument({})
  if (made.kind !== 'ok') throw new Error('no document')
  return { server, id: made.value.id }
}

/** The text of a document as the log has it on disk. */
export function serverText(server: TestServer, id: string): string | undefined {
  return server.store.log.version(id as never)?.doc.textContent
}

/** Types letter by letter, as one transaction. */
export function type(page: NodePage, at: number, text: string): void {
  page.edit((transform) => {
    for (const [i, letter] of [...text].entries()) transform.insert(at + i, schema.text(letter))
  })
}
