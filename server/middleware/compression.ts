import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, Middleware } from '../context.ts'
import { PACKINGS } from '../site.ts'

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)]

/** Less fits into a packet as it is. */
const WORTH_IT_BYTES = 1_400

/** Quick rather than small: somebody waits, and the same bytes are seldom sent twice. */
const BROTLI_QUALITY = 4
const GZIP_LEVEL = 6

/**
 * Of the API only what belongs to one document. Lists hold links, which are the right to a document: beside text
 * that others chose, the length of the compressed answer would tell of them (BREACH).
 */
const IS_COMPRESSED = /^\/(?!api(\/|$))|^\/api\/documents\/[^/]/i

/**
 * Compresses pages, documents and other text on its way out, off the event loop. Streams are left alone: they
 * are not Koa's to answer, and would be held back. What is compressed already goes on as it is.
 */
export function compression(): Middleware {
  return async (ctx, next) => {
    await next()
    const text = textOf(ctx)
    if (text === undefined || text.length < WORTH_IT_BYTES) return
    ctx.vary('Accept-Encoding')
    const encoding = PACKINGS.find((name) => ctx.acceptsEncodings(name))
    if (!encoding) return
    const size = Buffer.byteLength(text)
    ctx.body =
      encoding === 'br'
        ? await toBrotli(text, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
              [constants.BROTLI_PARAM_SIZE_HINT]: size,
            },
          })
        : await toGzip(text, { level: GZIP_LEVEL })
    ctx.set('Content-Encoding', encoding)
    // The same document, in other bytes: what compares bytes must not take one for the other.
    const tag = ctx.response.get('ETag')
    if (tag && !tag.startsWith('W/')) ctx.set('ETag', `W/${tag}`)
  }
}

/** A body that is text; undefined for none, for other bytes, and for what must stay as it is. */
function textOf(ctx: Context): string | Buffer | undefined {
  const { body } = ctx
  if (ctx.respond === false || ctx.method === 'HEAD' || !IS_COMPRESSED.test(ctx.path)) return undefined
  if (ctx.response.get('Content-Encoding')) return undefined
  if (typeof body === 'string' || (ctx.state.isText && Buffer.isBuffer(body))) return body
  const isPlain =
    body !== null && typeof body === 'object' && Object.getPrototypeOf(body) === Object.prototype
  return isPlain ? JSON.stringify(body) : undefined
}
