import { type ApiOptions, type Api as Calls, createApi as createCalls } from '../../web/api/http.ts'
import { createStreams, type Streams } from '../../web/api/stream.ts'

/** All that a page and its worker ask the server for. */
export type Api = Calls & Streams

/** The product's own calls and streams, for a page without a browser. */
export function createApi(options: ApiOptions = {}): Api {
  return { ...createCalls(options), ...createStreams(options.base, options.fetch) }
}
