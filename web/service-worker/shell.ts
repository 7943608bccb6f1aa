/** Which of our pages stands at a path; undefined for everything else, the API above all. */
export function pageAt(path: string): 'home' | 'document' | 'connection' | undefined {
  if (path === '/') return 'home'
  if (path === '/connection') return 'connection'
  return /^\/d\/[A-Za-z0-9_-]+$/.test(path) ? 'document' : undefined
}

/**
 * True for what a proxy says while the server behind it is down, and the server while it restarts: the page from
 * the cache goes on without it. Any other answer, a refusal included, is the server's word.
 */
export function isServerAway(status: number): boolean {
  return status >= 502 && status <= 504
}
