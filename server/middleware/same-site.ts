import type { Context, Middleware } from '../context.ts'
import { DOCX_TYPE } from '../exchange/file-formats.ts'
import { Refusal } from '../refusal.ts'

const SAFE = new Set(['GET', 'HEAD'])
const OWN = new Set(['same-origin', 'none'])

/**
 * X1: a request from another site changes nothing and reads nothing but pages and their assets, which hold
 * nothing of the person. A request that names no origin at all comes from a program, not from a page.
 */
export function sameSite(ownUrl: string | undefined): Middleware {
  return (ctx, next) => {
    if (isForPart(ctx)) throw new Refusal('not-acceptable', { reason: 'it is no part of a page' })
    const isPublic = SAFE.has(ctx.method) && !/^\/(api|metrics)(\/|$)/i.test(ctx.path)
    if (!isPublic && isForeign(ctx, ownUrl)) {
      throw new Refusal('cross-site', { reason: `the request says it comes from ${nameOrigin(ctx)}` })
    }
    return next()
  }
}

const OWN_CALLS = /^\/(?:(?:api|d|metrics|healthz|connection)(?:\/|$)|$)/i

/**
 * True for a call or page of ours that is asked for as a part of a page, such as the address of a picture in somebody's
 * text: it would be asked for by everybody who reads, with their cookie. What scripts fetch says `empty`, what people
 * open `document` (Fetch Metadata); on plain HTTP browsers tell neither, but name pictures first in `Accept`.
 */
function isForPart(ctx: Context): boolean {
  if (!OWN_CALLS.test(ctx.path)) return false
  const destination = ctx.get('Sec-Fetch-Dest')
  if (destination) return !['empty', 'document'].includes(destination)
  return /^\s*(?:image|video|audio)\//i.test(ctx.get('Accept'))
}

function isForeign(ctx: Context, ownUrl: string | undefined): boolean {
  const site = ctx.get('Sec-Fetch-Site')
  if (site) return !OWN.has(site)
  const origin = ctx.get('Origin')
  if (!origin) return false
  if (ownUrl) return origin !== ownUrl
  return !isOwnHost(ctx, origin)
}

/** No form sends these, so a browser asks first whether it may. */
const ASKED_ABOUT = [
  'application/json',
  'application/octet-stream',
  'application/zip',
  'text/markdown',
  'text/html',
  DOCX_TYPE,
]

/** Compares hosts; the protocol only where a proxy tells it, for we do not see it ourselves. */
function isOwnHost(ctx: Context, origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host } = new URL(origin)
  const forwarded = first(ctx.get('X-Forwarded-Host'))
  const forwardedProtocol = first(ctx.get('X-Forwarded-Proto'))
  if (forwardedProtocol && `${forwardedProtocol.toLowerCase()}:` !== protocol) return false
  // Parsed with the origin's protocol, so that a default port spelled out still compares equal.
  const own = `${protocol}//${forwarded || ctx.get('Host')}`
  if (URL.canParse(own) && new URL(own).host === host) return true
  // nginx puts its own name for us in the place of the host, and on plain HTTP nothing else says where we are.
  return protocol === 'http:' && !forwarded && isKeptByBrowsers(ctx)
}

/**
 * True for what browsers themselves keep a page of another site from, unless we allow it, and X2 is our answer:
 * it sees no reply to what it reads, and it is asked about before it sends what is neither a form nor plain text
 * (Fetch Standard, CORS protocol).
 */
function isKeptByBrowsers(ctx: Context): boolean {
  if (ctx.method === 'POST') return typeof ctx.is(...ASKED_ABOUT) === 'string'
  return ['GET', 'HEAD', 'PUT', 'DELETE'].includes(ctx.method)
}

function first(list: string): string {
  return list.split(',')[0]?.trim() ?? ''
}

function nameOrigin(ctx: Context): string {
  return ctx.get('Origin') || 'another site'
}
