import type { ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, Middleware } from '../context.ts'
import type { HeldBytes, Holding } from '../network/held-bytes.ts'
import { type AddressOf, networkOf } from '../network/network.ts'
import type { Pace } from '../network/pace.ts'
import { PACKINGS, type Packing } from '../site.ts'

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)]

/** Less fits into a packet as it is. */
const WORTH_IT_BYTES = 1_400

/** A shorter one is handed out at once. */
const LONG_BYTES = 65_536

/** Quick rather than small: somebody waits, and the same bytes are seldom sent twice. */
const BROTLI_QUALITY = 4
const GZIP_LEVEL = 6

/**
 * Of the API only what belongs to one document. Lists hold links, which are the right to a document: beside text
 * that others chose, the length of the compressed answer would tell of them (BREACH).
 */
const IS_COMPRESSED = /^\/(?!api(\/|$))|^\/api\/documents\/[^/]/i

interface AnswersDeps {
  /** What waits to be taken, of everybody together. */
  readonly waiting: HeldBytes
  /** How fast long answers are handed out: thousands may wait for the same one. */
  readonly pace: Pace
  readonly addressOf: AddressOf
}

/** An answer that waits to be taken, once for all who get it. */
interface Shared {
  readonly text: string | Buffer
  readonly bytes: Promise<Buffer>
  readonly held: Holding
  readonly takers: Set<ServerResponse>
}

/**
 * Compresses pages, documents and other text on its way out, off the event loop, and bounds what waits there to be
 * taken: the same answer is in memory once however many take it, and of too many the slowest connections are cut
 * off. Streams are left alone: they are not Koa's to answer, and would be held back. What is compressed already goes
 * on as it is.
 */
export function answers({ waiting, pace, addressOf }: AnswersDeps): Middleware {
  const shared = new Map<string, Shared>()

  function begin(ctx: Context, text: string | Buffer, packing: Packing | undefined): Shared {
    const takers = new Set<ServerResponse>()
    const cutOff = (): void => {
      for (const taker of takers) taker.destroy()
    }
    const held = waiting.hold(networkOf(addressOf(ctx.req)), cutOff)
    return { text, bytes: pack(text, packing), held, takers }
  }

  /** The answer, that of another who waits for the same if there is one. */
  function share(ctx: Context, text: string | Buffer, packing: Packing | undefined): Shared {
    const key = `${packing} ${ctx.path}`
    const known = shared.get(key)
    // Compared as a whole: two people may ask the same and must not be answered the same.
    const one = known && isSame(known.text, text) ? known : begin(ctx, text, packing)
    one.takers.add(ctx.res)
    shared.set(key, one)
    ctx.res.once('close', () => {
      one.takers.delete(ctx.res)
      if (one.takers.size > 0) return
      one.held.release()
      if (shared.get(key) === one) shared.delete(key)
    })
    return one
  }

  return async (ctx, next) => {
    await next()
    const text = textOf(ctx)
    if (text === undefined || text.length < WORTH_IT_BYTES || ctx.res.closed) return
    const packing = choosePacking(ctx)
    const type = ctx.response.get('Content-Type')
    const answer = share(ctx, text, packing)
    answer.held.set(text.length)
    const bytes = await answer.bytes
    answer.held.set(text.length + bytes.length)
    if (bytes.length >= LONG_BYTES) await pace.pass(networkOf(addressOf(ctx.req)), bytes.length)
    ctx.body = bytes
    // After the body, which would be called bytes of no kind.
    if (type) ctx.set('Content-Type', type)
    if (packing) tellPacking(ctx, packing)
  }
}

function choosePacking(ctx: Context): Packing | undefined {
  if (!IS_COMPRESSED.test(ctx.path)) return undefined
  ctx.vary('Accept-Encoding')
  return PACKINGS.find((name) => ctx.acceptsEncodings(name))
}

async function pack(text: string | Buffer, packing: Packing | undefined): Promise<Buffer> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  switch (packing) {
    case 'br':
      return toBrotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      })
    case 'gzip':
      return toGzip(bytes, { level: GZIP_LEVEL })
    case undefined:
      return bytes
  }
}

function tellPacking(ctx: Context, packing: Packing): void {
  ctx.set('Content-Encoding', packing)
  // The same document, in other bytes: what compares bytes must not take one for the other.
  const tag = ctx.response.get('ETag')
  if (tag && !tag.startsWith('W/')) ctx.set('ETag', `W/${tag}`)
}

function isSame(one: string | Buffer, other: string | Buffer): boolean {
  if (!Buffer.isBuffer(one) || !Buffer.isBuffer(other)) return one === other
  // Those who waited for one thread have the same memory: a thousand need not read all of it.
  const isOne =
    one.buffer === other.buffer && one.byteOffset === other.byteOffset && one.length === other.length
  return isOne || one.equals(other)
}

/** A body that is text; undefined for none, for other bytes, and for what must stay as it is. */
function textOf(ctx: Context): string | Buffer | undefined {
  const { body } = ctx
  if (ctx.respond === false || ctx.method === 'HEAD') return undefined
  if (ctx.response.get('Content-Encoding')) return undefined
  if (typeof body === 'string' || (ctx.state.isText && Buffer.isBuffer(body))) return body
  const isPlain =
    body !== null && typeof body === 'object' && Object.getPrototypeOf(body) === Object.prototype
  return isPlain ? JSON.stringify(body) : undefined
}
