/**
 * Lets this browser open documents without the server. Browsers allow that on HTTPS and localhost only; elsewhere
 * this does nothing. A worker that cannot be had is no fault of the page: it goes on without.
 */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
}
