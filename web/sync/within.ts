import type { Clock } from './clock.ts'

/** What a promise resolves to, or `late` when it takes longer than `ms`. */
export function within<T, L>(clock: Clock, ms: number, promise: Promise<T>, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(late))
    promise.finally(cancel).then(resolve, reject)
  })
}
