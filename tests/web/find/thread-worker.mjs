import { parentPort } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

// The little of a browser's worker that the search's own needs, in a thread of Node, which by itself reads no TypeScript.
Object.assign(globalThis, {
  addEventListener: (
    /** @type {string} */ type,
    /** @type {(event: { data: unknown }) => void} */ listener,
  ) => parentPort?.on(type, (data) => listener({ data })),
  postMessage: (/** @type {unknown} */ message) => parentPort?.postMessage(message),
})
register()
await import('../../../web/search-worker.ts')
