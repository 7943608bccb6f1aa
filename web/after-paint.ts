// Runs in a document's page before its first paint, as a plain script: it imports nothing, and leaves no names behind.
// The text comes first. What only writing needs is fetched when the text is on the screen and its HTML complete, so
// that neither the line nor the processor is shared before. Who comes to the top of a text, and not back to a place in
// it, gets what they can see of it first: `data-opening`, see `styles/opening.css`.
{
  /** A page that paints nothing, or a browser that does not say so, is started all the same. */
  const PATIENCE_MS = 1_000

  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (entry?.type === 'navigate' && !location.hash) document.documentElement.dataset['opening'] = ''

  let isStarted = false
  const start = (): void => {
    const scripts = document.querySelector<HTMLTemplateElement>('#start')
    if (isStarted || !scripts) return
    isStarted = true
    document.head.append(document.importNode(scripts.content, true))
  }

  const startWhenPainted = (): void => {
    // Out of sight nothing is painted.
    if (document.visibilityState === 'hidden') start()
    document.addEventListener('visibilitychange', start, { once: true })
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) start()
    }).observe({ type: 'paint', buffered: true })
    setTimeout(start, PATIENCE_MS)
  }

  document.addEventListener('DOMContentLoaded', startWhenPainted, { once: true })
}
