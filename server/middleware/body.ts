import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import { HASH_BYTES } from '../../document/commit/hash.ts'
import { BODY_LIMIT_BYTES } from '../../document/protocol/limits.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** Deeper JSON than any document has. What walks it later recurses, and must not run out of stack. */
const MAX_JSON_DEPTH = 2_000

/** A request body, read and valid. */
export interface Body<T> {
  readonly value: T
  /** SHA-256 of the bytes as they arrived, cut, hexadecimal: tells a repeat from another request. */
  readonly hash: string
}

/**
 * Reads a JSON body. Refuses with `unsupported-media-type`, `body-too-large` (nothing beyond the limit is
 * kept), `ill-formed-json` (bytes that are not UTF-8 included) or `invalid-request`, which names the field.
 */
export async function readBody<const S extends v.GenericSchema>(
  ctx: Pick<Context, 'req' | 'is'>,
  schema: S,
): Promise<Body<v.InferOutput<S>>> {
  const { value, hash } = await readJson(ctx)
  return { value: validate(schema, value), hash }
}

/** Reads a JSON body without asking what is in it: whether it is a repeat comes before whether it is valid. */
export async function readJson(ctx: Pick<Context, 'req' | 'is'>): Promise<Body<unknown>> {
  if (!ctx.is('application/json')) throw new Refusal('unsupported-media-type')
  const bytes = await readBytes(ctx.req, BODY_LIMIT_BYTES)
  return { value: parseJson(bytes), hash: hashOf(bytes) }
}

/** The `id` in a body that was not checked yet; undefined when it has none of this kind. */
export function idIn<const S extends v.GenericSchema>(body: unknown, kind: S): v.InferOutput<S> | undefined {
  const read = v.safeParse(v.object({ id: kind }), body)
  return read.success ? read.output.id : undefined
}

/** SHA-256 of bytes, cut, hexadecimal. */
export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 2 * HASH_BYTES)
}

/** Checks a value against a schema. Refuses with `invalid-request` and the field that is wrong. */
export function validate<const S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const read = v.safeParse(schema, value, { abortEarly: true })
  if (read.success) return read.output
  const [issue] = read.issues
  const field = v.getDotPath(issue) ?? 'the body'
  throw new Refusal('invalid-request', { reason: `${field}: ${issue.message}`.slice(0, 300) })
}

/** Reads a body as it is. Refuses with `body-too-large`; nothing beyond the limit is kept. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = (): Refusal => {
    const reason =
      limit === BODY_LIMIT_BYTES ? undefined : `the limit is ${limit.toLocaleString('en')} bytes here`
    return new Refusal('body-too-large', { reason })
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const settle = (finish: () => void): void => {
      request.off('data', take).off('end', finished).off('close', cut).off('error', cut)
      finish()
    }
    const take = (chunk: Buffer): void => {
      size += chunk.length
      // Node reads and forgets the rest once the answer is out, so that the caller gets to see it.
      if (size > limit) settle(() => reject(tooLarge()))
      else chunks.push(chunk)
    }
    const finished = (): void => settle(() => resolve(Buffer.concat(chunks)))
    const cut = (): void => settle(() => reject(new Refusal('ill-formed-json', { reason: 'it was cut off' })))
    request.on('data', take).once('end', finished).once('close', cut).once('error', cut)
  })
}

function parseJson(bytes: Buffer): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    if (isDeeper(text, MAX_JSON_DEPTH)) throw new Refusal('invalid-request', { reason: 'nested too deeply' })
    return value
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('ill-formed-json')
  }
}

/** Counts brackets outside of strings, without recursion. The text is known to be JSON. */
function isDeeper(json: string, limit: number): boolean {
  let depth = 0
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth++
    else if (token === ']' || token === '}') depth--
    if (depth > limit) return true
  }
  return false
}
