/** Runs something once after `ms` milliseconds; the answer calls it off. The screen's only timer. */
export function later(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
