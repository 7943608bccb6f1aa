import type { SyncClient } from './sync/sync-client.ts'

/**
 * Tells a client what becomes of its page: hidden and shown, frozen and thawed, in and out of the back/forward
 * cache, on and off the network. A page that closes its streams when it hides is one that the browser can keep.
 */
export function followPageLife(client: Pick<SyncClient, 'flush' | 'hide' | 'keep' | 'sleep' | 'wake'>): void {
  const look = () => {
    if (document.visibilityState === 'hidden') client.hide()
  }
  const wake = () => {
    client.wake()
    look()
  }
  addEventListener('pagehide', () => {
    client.flush()
    client.sleep()
  })
  // Every one, not only those from the cache: some browsers keep a page and do not say so.
  addEventListener('pageshow', wake)
  addEventListener('online', wake)
  document.addEventListener('freeze', () => client.sleep())
  document.addEventListener('resume', wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') client.wake()
    else client.keep()
    look()
  })
  // A page may be opened in the background, where nobody looks at it for hours.
  look()
}
