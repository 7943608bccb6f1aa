import { createHmac, timingSafeEqual } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import * as v from 'valibot'
import { PersonId, SHORT_ID_BYTES } from '../../document/protocol/ids.ts'
import { chooseLanguage, LANGUAGE_COOKIE, type Language } from '../../document/words/language.ts'
import type { Context, Middleware } from '../context.ts'
import { drawGuest } from '../guest-name.ts'

const COOKIE = 'samepage'
/** As long as browsers keep a cookie at all. */
const LIFE_S = 400 * 24 * 60 * 60

interface PersonDeps {
  readonly key: Uint8Array
  readonly randomBytes: (count: number) => Uint8Array
}

/**
 * Tells who asks by a signed cookie, and gives a new one to whoever has none or a forged one. Nothing is
 * stored: an id becomes a person when they write. The new one's guest name is in their language. A visit to a page renews the cookie's life.
 */
export function person({ key, randomBytes }: PersonDeps): Middleware {
  const draw = (): PersonId =>
    v.parse(PersonId, Buffer.from(randomBytes(SHORT_ID_BYTES)).toString('base64url'))
  return (ctx, next) => {
    const known = readCookie(ctx.cookies.get(COOKIE), key)
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

function readCookie(cookie: string | undefined, key: Uint8Array): PersonId | undefined {
  const [id = '', signature = ''] = cookie?.split('.') ?? []
  const expected = Buffer.from(sign(id, key))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const read = v.safeParse(PersonId, id)
  return read.success ? read.output : undefined
}

function writeCookie(id: PersonId, key: Uint8Array, secure: boolean): string {
  const base = `${COOKIE}=${id}.${sign(id, key)}; Path=/; Max-Age=${LIFE_S}; HttpOnly; SameSite=Lax`
  return secure ? `${base}; Secure` : base
}

function sign(id: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`person:${id}`).digest('base64url')
}

/** A proxy's word is good enough here: a caller who invents it only locks their own cookie. */
function isSecure(ctx: Context): boolean {
  const isTls = (ctx.req.socket as Partial<TLSSocket>).encrypted === true
  return isTls || /^https\b/i.test(ctx.get('X-Forwarded-Proto'))
}
