import type { Middleware } from '../context.ts'
import type { Site } from '../site.ts'

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
    const { type, bytes, gzip, isHashed } = asset
    ctx.set('Content-Type', type)
    ctx.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    ctx.vary('Accept-Encoding')
    const isPacked = gzip !== undefined && ctx.acceptsEncodings('gzip', 'identity') === 'gzip'
    if (isPacked) ctx.set('Content-Encoding', 'gzip')
    ctx.body = isPacked ? gzip : bytes
  }
}
