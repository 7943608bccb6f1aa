import { statfs } from 'node:fs/promises'
import type { Arrived, FileBytes } from '../../db/file-bytes.ts'
import { toStorageFailure } from '../../db/storage-failure.ts'
import type { Asker } from '../exchange/asker.ts'
import { Refusal } from '../refusal.ts'
import { tooLarge } from './receive-file.ts'

/** Bytes that come from outside, and what is known of them before. */
export interface Coming {
  readonly asker: Asker
  readonly bytes: AsyncIterable<Uint8Array>
  /** What the sender says there are; 0 when nothing is said. */
  readonly declared: number
  readonly limit: number
  readonly kind: 'file' | 'archive'
  /** One of these is what they begin with; anything is when left out. */
  readonly beginnings?: readonly Uint8Array[]
}

/** How many may come at once. */
const LIMITS = {
  file: { person: 16, network: 64, all: 128 },
  archive: { person: 1, network: 4, all: 4 },
} as const

/**
 * Bytes on their way in. Refuses with `file-too-large`, `too-many-requests` when too many come at once, `storage-full`
 * when there is no room for them or all that come together, `invalid-request` when they stop half-way, and
 * `shutting-down`.
 */
export interface Arrivals {
  receive(coming: Coming): Promise<Arrived>
  /** Refuses what comes now and what still would. */
  drain(): void
}

/** What arrivals need from outside. */
export interface ArrivalDeps {
  readonly files: Pick<FileBytes, 'receive' | 'folder'>
  /** How many bytes what is kept already has, and how many there may be; undefined: as many as the disk has. */
  readonly kept: () => number
  readonly maxBytes: number | undefined
}

/** What the database needs of the disk at any time. */
const LEFT_FREE_BYTES = 67_108_864
/** After so many bytes the disk is looked at again. */
const LOOK_EVERY_BYTES = 33_554_432

interface UnderWay {
  readonly asker: Asker
  readonly kind: Coming['kind']
  bytes: number
}

/** Makes a place where bytes arrive. */
export function createArrivals({ files, kept, maxBytes }: ArrivalDeps): Arrivals {
  const underWay = new Set<UnderWay>()
  let isEnding = false

  function demandPlace({ asker: { person, network }, kind }: Coming): void {
    const limits = LIMITS[kind]
    const all = [...underWay].filter((one) => one.kind === kind)
    const ofPerson = all.filter(({ asker }) => asker.person === person).length
    const ofNetwork = all.filter(({ asker }) => asker.network === network).length
    if (all.length >= limits.all || ofPerson >= limits.person || ofNetwork >= limits.network)
      throw new Refusal('too-many-requests')
  }
  async function demandRoom({ kind }: UnderWay, more: number): Promise<void> {
    const coming = [...underWay].reduce((sum, { bytes }) => sum + bytes, 0)
    // Bytes that are here already take no more room, which is known at their end: one file has leave to be them.
    const isCounted = maxBytes !== undefined && (kind !== 'file' || underWay.size > 1)
    if (isCounted && kept() + coming + more > maxBytes) throw new Refusal('storage-full')
    const { bavail, bsize } = await statfs(files.folder).catch((error) => {
      throw toStorageFailure(error)
    })
    if (bavail * bsize - more < LEFT_FREE_BYTES) throw new Refusal('storage-full')
  }

  async function* watched(
    { bytes, beginnings }: Coming,
    count: UnderWay,
    refuse: (refusal: unknown) => void,
  ): AsyncGenerator<Uint8Array> {
    let looked = 0
    let head: Uint8Array | undefined = new Uint8Array(0)
    try {
      for await (const chunk of bytes) {
        count.bytes += chunk.length
        if (isEnding) throw new Refusal('shutting-down')
        if (head && beginnings) head = demandBeginning(Buffer.concat([head, chunk]), beginnings)
        if (count.bytes - looked > LOOK_EVERY_BYTES) {
          looked = count.bytes
          await demandRoom(count, 0)
        }
        yield chunk
      }
    } catch (error) {
      refuse(error)
      throw error
    }
  }

  return {
    async receive(coming) {
      const { asker, kind, declared, limit } = coming
      if (declared > limit) throw tooLarge(limit)
      if (isEnding) throw new Refusal('shutting-down')
      demandPlace(coming)
      const count: UnderWay = { asker, kind, bytes: 0 }
      underWay.add(count)
      try {
        await demandRoom(count, declared)
        let refusal: unknown
        const bytes = watched(coming, count, (error) => {
          refusal = error
        })
        const arrival = await files.receive(bytes, limit)
        if (arrival.kind === 'arrived') return arrival
        if (arrival.kind === 'too-large') throw tooLarge(limit)
        if (refusal instanceof Refusal) throw refusal
        throw new Refusal('invalid-request', { reason: `the ${kind} was cut off` })
      } finally {
        underWay.delete(count)
      }
    },
    drain() {
      isEnding = true
    },
  }
}

/** Undefined once it is known that bytes begin as they should; what there is of them while that is not known. */
function demandBeginning(head: Uint8Array, beginnings: readonly Uint8Array[]): Uint8Array | undefined {
  const fits = (one: Uint8Array): boolean =>
    one.every((byte, index) => index >= head.length || head[index] === byte)
  const possible = beginnings.filter(fits)
  if (possible.length === 0) throw new Refusal('invalid-archive', { reason: 'it is not a zip' })
  return possible.some(({ length }) => length <= head.length) ? undefined : head
}
