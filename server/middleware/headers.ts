import type { Middleware } from '../context.ts'

/** Everything from the own origin; pictures also from the web, because documents link to them. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The headers every answer carries. `policy` is loosened by the development server alone. */
export function headers(policy: string): Middleware {
  const all = {
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Frame-Options': 'DENY',
    // A document's address is the right to edit it: search engines must not list one they were shown.
    'X-Robots-Tag': 'noindex, nofollow',
  }
  return (ctx, next) => {
    ctx.set(all)
    if (/^\/api(\/|$)/i.test(ctx.path)) ctx.set('Cache-Control', 'no-store')
    return next()
  }
}
