import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { createServer, type ViteDevServer } from 'vite'
import { readConfig } from '../server/config.ts'
import type { Middleware } from '../server/context.ts'
import { createLog } from '../server/log.ts'
import { CONTENT_SECURITY_POLICY } from '../server/middleware/headers.ts'
import { serve } from '../server/serve.ts'
import type { Site } from '../server/site.ts'
import { systemClock } from '../server/system-clock.ts'

const WEB = join(import.meta.dirname, '../web')

// Hot reload puts style elements into the page and speaks over a web socket; production allows neither.
const LOOSER_POLICY = CONTENT_SECURITY_POLICY.replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
).replace("connect-src 'self'", "connect-src 'self' ws:")

/** Pages and assets straight from the sources, by Vite. */
function siteOf(bundler: () => Promise<ViteDevServer>): Site {
  return {
    async page(name, path) {
      const vite = await bundler()
      return vite.transformIndexHtml(path, readFileSync(join(WEB, `${name}.html`), 'utf8'))
    },
    asset: () => undefined,
    wordsFile: () => undefined,
    build: 'development',
    middleware: throughBundler(bundler),
    contentSecurityPolicy: LOOSER_POLICY,
  }
}

/** Lets Vite answer what it knows; everything else goes on to our own routes. */
function throughBundler(bundler: () => Promise<ViteDevServer>): Middleware {
  return async (ctx, next) => {
    const { middlewares } = await bundler()
    ctx.res.statusCode = 200
    const isAnswered = await new Promise<boolean>((resolve, reject) => {
      ctx.res.once('close', () => resolve(true))
      middlewares(ctx.req, ctx.res, (error?: unknown) => (error ? reject(error) : resolve(false)))
    })
    if (isAnswered) {
      ctx.respond = false
      return
    }
    ctx.res.statusCode = 404
    await next()
  }
}

const read = readConfig(process.env)
if (read.kind === 'refused') throw new Error(read.message)

const logger = createLog(read.config.logLevel, (line) => process.stderr.write(line))
const site = siteOf(() => bundler)
const startWorker = () => new Worker(new URL('./convert-worker.mjs', import.meta.url))
const startReader = (file: string) =>
  new Worker(new URL('./reader-worker.mjs', import.meta.url), { workerData: { file } })
const serving = serve({
  config: read.config,
  site,
  clock: systemClock,
  logger,
  randomBytes,
  startWorker,
  startReader,
})
// One port: hot reload's web socket hangs on the server's own listener, which is there before the bundler.
const bundler = serving.then(({ listener }) =>
  createServer({
    root: WEB,
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server: listener } },
  }),
)
console.log(`Samepage, for development, is at http://localhost:${(await serving).port}`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await Promise.all([serving.then((served) => served.stop()), bundler.then((vite) => vite.close())])
    process.exit(0)
  })
}
