import type { Middleware } from '../context.ts'
import { PACKINGS, type Site } from '../site.ts'

/** A browser asks for it at each visit; an old one would keep serving its build's pages offline. */
const SERVICE_WORKER = '/service-worker.js'

const ROBOTS = 'User-agent: *\nDisallow: /\n'

/** Serves the built files by exact name; what is not in the listing goes on to the next middleware. */
export function assets(site: Site): Middleware {
  return (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next()
    const asset = site.asset(ctx.path)
    if (!asset) {
      if (ctx.path !== '/robots.txt') return next()
      ctx.body = ROBOTS
      return
    }
    const { type, bytes, tag, packed, isHashed } = asset
    ctx.set('Content-Type', type)
    ctx.set('Cache-Control', keeping(ctx.path, isHashed))
    ctx.vary('Accept-Encoding')
    const packing = PACKINGS.find((name) => packed[name] && ctx.acceptsEncodings(name))
    ctx.set('ETag', packing ? `"${tag}-${packing}"` : `"${tag}"`)
    if (packing) ctx.set('Content-Encoding', packing)
    ctx.status = 200
    if (ctx.fresh) ctx.status = 304
    else ctx.body = packing ? packed[packing] : bytes
  }
}

function keeping(path: string, isHashed: boolean): string {
  if (path === SERVICE_WORKER) return 'no-cache'
  return isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
}
