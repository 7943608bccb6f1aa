import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { HASH_BYTES } from '../../document/commit/hash.ts'
import { BODY_LIMIT_BYTES } from '../../document/protocol/limits.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { findExcess } from './json-bounds.ts'

/** From this size on only one is looked through, or parsed, in each turn of the event loop. */
const LARGE_BYTES = 131_072
/** So many bytes of a body are paid for as one write. */
const BYTES_PER_WRITE = 262_144

/** A request body, read and valid. */
export interface Body<T> {
  readonly value: T
  /** SHA-256 of the bytes as they arrived, cut, hexadecimal: tells a repeat from another request. */
  readonly hash: string
  /** How many bytes arrived. */
  readonly size: number
}

/**
 * Reads a JSON body. Refuses with `unsupported-media-type`, `body-too-large` (nothing beyond the limit is
 * kept), `ill-formed-json` (bytes that are not UTF-8 included) or `invalid-request`, which names the field.
 */
export async function readBody<const S extends v.GenericSchema>(
  ctx: Pick<Context, 'req' | 'res' | 'is' | 'state'>,
  schema: S,
): Promise<Body<v.InferOutput<S>>> {
  const { value, ...body } = await readJson(ctx)
  return { value: validate(schema, value), ...body }
}

/** Reads a JSON body without asking what is in it: whether it is a repeat comes before whether it is valid. */
export async function readJson(ctx: Pick<Context, 'req' | 'res' | 'is' | 'state'>): Promise<Body<unknown>> {
  if (!ctx.is('application/json')) throw new Refusal('unsupported-media-type')
  const bytes = await readBytes(ctx, BODY_LIMIT_BYTES)
  const turn = async () => void (bytes.length >= LARGE_BYTES && (await ctx.state.bodies.turn()))
  await turn()
  const excess = findExcess(bytes)
  if (excess) throw new Refusal('invalid-request', { reason: excess })
  const hash = hashOf(bytes)
  await turn()
  return { value: parseJson(bytes), hash, size: bytes.length }
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
  const read = v.safeParse(schema, value, { abortEarly: true, abortPipeEarly: true })
  if (read.success) return read.output
  const [issue] = read.issues
  const field = v.getDotPath(issue) ?? 'the body'
  throw new Refusal('invalid-request', { reason: `${field}: ${issue.message}`.slice(0, 300) })
}

/**
 * Reads a body as it is; it is paid for by its size. Refuses with `body-too-large`, nothing beyond the limit is kept,
 * and with `too-many-requests` when too much of everybody is arriving and this one is the slowest of those who send most.
 */
export async function readBytes(
  { req, res, state }: Pick<Context, 'req' | 'res' | 'state'>,
  limit: number,
): Promise<Buffer> {
  const tooLarge = (): Refusal => {
    const reason =
      limit === BODY_LIMIT_BYTES ? undefined : `the limit is ${limit.toLocaleString('en')} bytes here`
    return new Refusal('body-too-large', { reason })
  }
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    const settle = (finish: () => void): void => {
      req.off('data', take).off('end', finished).off('close', cut).off('error', cut)
      finish()
      chunks = []
    }
    // Node reads and forgets the rest once the answer is out, so that the caller gets to see it.
    const drop = (): void => settle(() => reject(new Refusal('too-many-requests')))
    const held = state.bodies.arriving.hold(state.visitor.network, drop)
    const take = (chunk: Buffer): void => {
      size += chunk.length
      if (size > limit) settle(() => reject(tooLarge()))
      else {
        chunks.push(chunk)
        held.set(size)
      }
    }
    const finished = (): void => settle(() => resolve(Buffer.concat(chunks)))
    const cut = (): void => settle(() => reject(new Refusal('ill-formed-json', { reason: 'it was cut off' })))
    req.on('data', take).once('end', finished).once('close', cut).once('error', cut)
    // What is read is held on: by whoever works on it, until it is answered.
    res.once('close', held.release)
  })
  state.visitor.owe('write', Math.floor(bytes.length / BYTES_PER_WRITE))
  return bytes
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal('ill-formed-json')
  }
}
