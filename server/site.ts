import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Language } from '../document/words/language.ts'
import type { Middleware } from './context.ts'
import { CONTENT_SECURITY_POLICY } from './middleware/headers.ts'

/** How a file may be compressed, the smaller first. */
export const PACKINGS = ['br', 'gzip'] as const
export type Packing = (typeof PACKINGS)[number]

/** A file for browsers. */
export interface Asset {
  readonly type: string
  readonly bytes: Buffer
  /** Names the bytes, for what is asked for again. */
  readonly tag: string
  /** The same compressed, by the name of the encoding, where the build did so because it saves something. */
  readonly packed: Readonly<Partial<Record<Packing, Buffer>>>
  /** True when the name holds a hash of the content, so that it may be kept for ever. */
  readonly isHashed: boolean
}

/** A page that people navigate to. */
export type PageName = 'home' | 'document' | 'connection' | 'notice'

/** What the browser's side of Samepage was built into. */
export interface Site {
  /** A page's HTML before the document is put in; `path` is what was asked for. */
  page(name: PageName, path: string): string | Promise<string>
  /** A file by its exact path, such as `/assets/document-3f2a.js`. */
  asset(path: string): Asset | undefined
  /** The path of the script that holds a language's texts; undefined where the pages' own scripts hold them. */
  wordsFile(language: Language): string | undefined
  /** Names what is served, so that a cached page or document of another build is not taken for this one. */
  readonly build: string
  /** Answers before our own routes do; Vite's, in development. */
  readonly middleware?: Middleware
  /** The policy for these pages, where it is not the strictest: with the hash of a script in them, or looser for hot reload. */
  readonly contentSecurityPolicy?: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
}

/**
 * Reads a whole build into memory. What is served is exactly what stood there at the start: a path is looked
 * up in a listing and never reaches the file system. Throws when a page is not there.
 */
export function readSite(folder: string): Site {
  const pages = {
    home: readPage(folder, 'home'),
    document: readPage(folder, 'document'),
    connection: readPage(folder, 'connection'),
    notice: readPage(folder, 'notice'),
  }
  const assets = new Map([...readAssets(folder, '', false), ...readAssets(folder, 'assets/', true)])
  const hash = createHash('sha256')
  for (const page of Object.values(pages)) hash.update(page)
  for (const [path, { bytes }] of assets) hash.update(path).update(bytes)
  return {
    page: (name) => pages[name],
    asset: (path) => assets.get(path),
    // What the bundler calls the scripts of `web/words/`; the last part is a hash of the content.
    wordsFile: (language) => [...assets.keys()].find((path) => path.startsWith(`/assets/words-${language}-`)),
    build: hash.digest('base64url').slice(0, 8),
    contentSecurityPolicy: policyFor(Object.values(pages)),
  }
}

/** The strict policy, and in it by their hashes the scripts that stand in the pages themselves. */
function policyFor(pages: readonly string[]): string {
  const scripts = pages.flatMap((page) => [...page.matchAll(/<script>(.*?)<\/script>/gs)])
  const hashes = scripts.map(
    ([, code]) =>
      `'sha256-${createHash('sha256')
        .update(code ?? '')
        .digest('base64')}'`,
  )
  return CONTENT_SECURITY_POLICY.replace(
    "script-src 'self'",
    ["script-src 'self'", ...new Set(hashes)].join(' '),
  )
}

function readPage(folder: string, name: PageName): string {
  const file = join(folder, `${name}.html`)
  if (!existsSync(file)) throw new Error(`${file} is missing; build the pages first (npm run build)`)
  return readFileSync(file, 'utf8')
}

function* readAssets(folder: string, under: string, isHashed: boolean): Generator<[string, Asset]> {
  if (!existsSync(join(folder, under))) return
  for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
    const extension = extname(entry.name)
    const type = TYPES[extension]
    if (!entry.isFile() || !type || extension === '.html') continue
    const file = join(folder, under, entry.name)
    const bytes = readFileSync(file)
    const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 16)
    const [br, gzip] = [readIfThere(`${file}.br`), readIfThere(`${file}.gz`)]
    const packed = { ...(br && { br }), ...(gzip && { gzip }) }
    yield [`/${under}${entry.name}`, { type, bytes, tag, packed, isHashed }]
  }
}

function readIfThere(file: string): Buffer | undefined {
  return existsSync(file) ? readFileSync(file) : undefined
}
