import { createHmac, timingSafeEqual } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import * as v from 'valibot'
import { PersonId, SHORT_ID_BYTES } from '../../document/protocol/ids.ts'
import { chooseLanguage, LANGUAGE_COOKIE, type Language } from '../../document/words/language.ts'
import type { Context, Middleware } from '../context.ts'
import { drawGuest } from '../guest-name.ts'

const COOKIE = 'samepage'
/**
 * Over HTTPS: browsers take a cookie of such a name from this very host alone (RFC 6265bis), so that a page on a
 * neighbouring subdomain cannot make somebody another person. One from before there was this name stays valid.
 */
const HOST_COOKIE = `__Host-${COOKIE}`
/** As long as browsers keep a cookie at all. */
const LIFE_S = 400 * 24 * 60 * 60
/** Cookies of our name that are looked at: a browser sends two when one was planted for a wider path or domain. */
const MOST_COOKIES = 8

interface PersonDeps {
  readonly key: Uint8Array
  readonly randomBytes: (count: number) => Uint8Array
}

/**
 * Tells who asks by a signed cookie, and gives a new one to whoever has none or only forged ones. Nothing is
 * stored: an id becomes a person when they write. The new one's guest name is in their language. A visit to a page renews the cookie's life.
 */
export function person({ key, randomBytes }: PersonDeps): Middleware {
  const draw = (count: number): PersonId[] => {
    const bytes = Buffer.from(randomBytes(count * SHORT_ID_BYTES))
    return Array.from({ length: count }, (_, i) =>
      v.parse(PersonId, bytes.toString('base64url', i * SHORT_ID_BYTES, (i + 1) * SHORT_ID_BYTES)),
    )
  }
  return (ctx, next) => {
    const known = readPerson(ctx.get('Cookie'), key)
    const id = known ?? drawGuest(languageOf(ctx), draw)
    const isPage = !ctx.path.startsWith('/api/')
    if (!known || isPage) ctx.append('Set-Cookie', writeCookie(id, key, isSecure(ctx)))
    ctx.state.person = id
    ctx.state.hasCookie = known !== undefined
    return next()
  }
}

function languageOf(ctx: Context): Language {
  return chooseLanguage(ctx.cookies.get(LANGUAGE_COOKIE, { signed: false }), ctx.acceptsLanguages())
}

/** The person of the first cookie that we signed, those for this host alone first. */
function readPerson(header: string, key: Uint8Array): PersonId | undefined {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  for (const wanted of [HOST_COOKIE, COOKIE]) {
    const values = pairs.flatMap(([name, value]) => (name === wanted && value ? [value] : []))
    for (const value of values.slice(0, MOST_COOKIES)) {
      const read = readCookie(value, key)
      if (read) return read
    }
  }
  return undefined
}

function readCookie(cookie: string, key: Uint8Array): PersonId | undefined {
  const [id = '', signature = ''] = cookie.split('.')
  const expected = Buffer.from(sign(id, key))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const read = v.safeParse(PersonId, id)
  return read.success ? read.output : undefined
}

function writeCookie(id: PersonId, key: Uint8Array, secure: boolean): string {
  const value = `${id}.${sign(id, key)}; Path=/; Max-Age=${LIFE_S}; HttpOnly; SameSite=Lax`
  return secure ? `${HOST_COOKIE}=${value}; Secure` : `${COOKIE}=${value}`
}

function sign(id: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`person:${id}`).digest('base64url')
}

/** A proxy's word is good enough here: a caller who invents it only locks their own cookie, and misleads their own links. */
export function isSecure(ctx: Context): boolean {
  const isTls = (ctx.req.socket as Partial<TLSSocket>).encrypted === true
  return isTls || /^https\b/i.test(ctx.get('X-Forwarded-Proto'))
}
