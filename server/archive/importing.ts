import { unlink } from 'node:fs/promises'
import type { Arrived } from '../../db/file-bytes.ts'
import type { ArchiveTaken } from '../../document/protocol/archive.ts'
import type { PersonId } from '../../document/protocol/ids.ts'
import type { Clock } from '../clock.ts'
import type { Asker } from '../exchange/asker.ts'
import { inTurns } from '../in-turns.ts'
import type { Log } from '../log.ts'
import type { Visitor } from '../network/admission.ts'
import { Refusal } from '../refusal.ts'
import { type TakeArchiveDeps, takeArchive } from './take-archive.ts'

/** Who brings an archive, and under which id, if under any. */
export interface Import {
  readonly asker: Asker
  readonly person: PersonId
  /** Pays for what then stays. */
  readonly visitor: Pick<Visitor, 'pay' | 'owe'>
  readonly id: string | undefined
}

/** Takes archives in, two at once. */
export interface Importing {
  /**
   * Takes an archive that arrived; its bytes are gone afterwards. The same bytes under the same id have one answer and
   * are taken in once. Refuses with `id-reused` other bytes under an id, and as `takeArchive`.
   */
  take(arrived: Arrived, by: Import): Promise<ArchiveTaken>
  /** Removes what a process left that was ended in the middle. */
  sweep(): void
}

/** What importing needs from outside. */
export interface ImportingDeps extends TakeArchiveDeps {
  readonly clock: Clock
  readonly logger: Log
}

const MOST_AT_ONCE = 2

/** Makes one. */
export function createImporting(deps: ImportingDeps): Importing {
  const { imports, clock, logger } = deps
  const underWay = new Map<string, { readonly hash: string; readonly taken: Promise<ArchiveTaken> }>()
  const waiting: (() => void)[] = []
  let atWork = 0

  async function place(): Promise<() => void> {
    if (atWork >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    else atWork += 1
    return () => {
      const next = waiting.shift()
      if (next) next()
      else atWork -= 1
    }
  }
  /** What is left when the disk takes not even this is swept at the next start. */
  function abandon(key: number): void {
    inTurns(clock, imports.abandon(key)).catch((error) =>
      logger.error({ err: error }, 'what is left of an import could not be removed'),
    )
  }
  async function run({ path, hash }: Arrived, { asker, person, visitor, id }: Import): Promise<ArchiveTaken> {
    const leave = await place()
    try {
      const begun = imports.begin(id, hash)
      if (begun.kind === 'reused') throw new Refusal('id-reused')
      if (begun.kind === 'known') return begun.answer
      try {
        return await takeArchive(deps, { path, asker, person, visitor, key: begun.key })
      } catch (error) {
        // A server that ends has no time for it: nobody finds what is left, and it is swept at the next start.
        if (!(error instanceof Refusal && error.code === 'shutting-down')) abandon(begun.key)
        throw error
      }
    } finally {
      leave()
    }
  }

  return {
    async take(arrived, by) {
      try {
        const other = by.id === undefined ? undefined : underWay.get(by.id)
        if (other && other.hash !== arrived.hash) throw new Refusal('id-reused')
        const taken = other?.taken ?? run(arrived, by)
        if (by.id === undefined || other) return await taken
        underWay.set(by.id, { hash: arrived.hash, taken })
        return await taken.finally(() => underWay.delete(by.id ?? ''))
      } finally {
        await unlink(arrived.path).catch(() => undefined)
      }
    },
    sweep() {
      for (const key of imports.unfinished()) abandon(key)
    },
  }
}
