import type { SyncStatus } from './sync/sync-client.ts'

/**
 * Asks before the page is left only while something is neither on the server nor on this device, and listens
 * only then: a page that listens is not kept for going back.
 */
export function createLeaveGuard(page: Pick<Window, 'addEventListener' | 'removeEventListener'>): {
  onStatus(status: SyncStatus): void
} {
  let isGuarding = false
  const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
  return {
    onStatus({ unsaved, kept, canKeep }) {
      const isAtRisk = unsaved > kept && !canKeep
      if (isAtRisk === isGuarding) return
      isGuarding = isAtRisk
      if (isAtRisk) page.addEventListener('beforeunload', ask)
      else page.removeEventListener('beforeunload', ask)
    },
  }
}
