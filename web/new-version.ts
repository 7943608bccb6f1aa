import { isFileGone } from './api/build-file.ts'

/**
 * Tells when a part of this page can no longer be fetched because the server has another build by now: the
 * bundler says that a part did not come, and the page's own script is gone too. A line that is down is no new
 * version.
 */
export function watchForNewVersion(onNewVersion: () => void): void {
  addEventListener('vite:preloadError', () => {
    void isFileGone(import.meta.url).then((isGone) => isGone && onNewVersion())
  })
}
