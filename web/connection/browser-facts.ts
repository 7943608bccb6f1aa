import type { BrowserFacts } from './measure.ts'

/** Asks the browser about this page; to be called when the requests are done, for it then knows of them. */
export function readBrowserFacts(): BrowserFacts {
  const request = performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming && entry.name.includes('/api/connection?'))
    .at(-1) as PerformanceResourceTiming | undefined
  return {
    origin: location.origin,
    isSecureContext,
    protocol: request?.nextHopProtocol ?? '',
    isReused: request && request.requestStart > 0 ? request.connectStart === request.connectEnd : undefined,
    hasStorage: hasStorage(),
    hasSharedWorker: 'SharedWorker' in globalThis,
  }
}

/** Some browsers throw at the mere name where pages may keep nothing. */
function hasStorage(): boolean {
  try {
    return Boolean(indexedDB)
  } catch {
    return false
  }
}
