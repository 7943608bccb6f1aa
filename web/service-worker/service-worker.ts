import { isServerAway, pageAt } from './shell.ts'

declare const self: ServiceWorkerGlobalScope

/** Put in by the bundler: what this build consists of. */
declare const __BUILD__: {
  /** Changes with any file of the build. */
  readonly name: string
  /** The hashed files, by path. */
  readonly files: readonly string[]
  /** The pages as they are before a document is put in. */
  readonly pages: { readonly home: string; readonly document: string; readonly connection: string }
}

const CACHE_PREFIX = 'samepage-'
const CACHE = `${CACHE_PREFIX}${__BUILD__.name}`
const FILES: ReadonlySet<string> = new Set(__BUILD__.files)

/** A server that has not answered a navigation by then is treated as away: nobody looks at a white page for longer. */
const PATIENCE_MS = 5_000

/** What a shell takes over from a file of the same server; a page made here must be no freer than one from there. */
const KEPT_HEADERS = ['content-security-policy', 'x-content-type-options', 'referrer-policy']

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(__BUILD__.files)))
})

// Without `skipWaiting` a worker starts only when no page of the build before is open, so nobody needs its files.
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([removeOldCaches(), self.registration.navigationPreload?.enable()]))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (FILES.has(pathname)) {
    event.respondWith(fromCache(request))
    return
  }
  const page = request.mode === 'navigate' ? pageAt(pathname) : undefined
  if (page) event.respondWith(networkFirst(event, page))
})

async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(request.url)) ?? fetch(request)
}

async function networkFirst(event: FetchEvent, page: keyof typeof __BUILD__.pages): Promise<Response> {
  const answer = await Promise.race([ask(event), patience()])
  if (answer && !isServerAway(answer.status)) return answer
  return (await shell(page)) ?? answer ?? Response.error()
}

/** A page of this build without the server; undefined when the browser has thrown its files away. */
async function shell(page: keyof typeof __BUILD__.pages): Promise<Response | undefined> {
  const file = await caches.match(__BUILD__.files[0] ?? '', { cacheName: CACHE })
  if (!file) return undefined
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8' })
  for (const name of KEPT_HEADERS) headers.set(name, file.headers.get(name) ?? '')
  return new Response(__BUILD__.pages[page], { headers })
}

async function ask(event: FetchEvent): Promise<Response | undefined> {
  try {
    return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request))
  } catch {
    return undefined
  }
}

function patience(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), PATIENCE_MS)
  })
}

async function removeOldCaches(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
}
