import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** A script or style of the build: what it is called, and the hash of its content. */
const HASHED = /([\w.-]+-)([\w-]{8})(\.(?:js|css))\b/g
const TEXT = ['.css', '.html', '.js', '.webmanifest']

/** Another build of the same sources, as an upgrade brings it: every script and style has another name. */
export interface NextBuild {
  /** Its server, to be run by Node. */
  readonly main: string
  remove(): void
}

/** Copies the build and gives each script and style another name, in all that speak of it, and a comment. */
export function makeNextBuild(): NextBuild {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-next-'))
  for (const part of ['document', 'db', 'server', 'web']) {
    cpSync(join(ROOT, 'dist', part), join(folder, 'dist', part), { recursive: true, filter: isNotPacked })
  }
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  rename(join(folder, 'dist/web'))
  return {
    main: join(folder, 'dist/server/main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What is compressed would be the build before this one. */
function isNotPacked(file: string): boolean {
  return !/\.(br|gz)$/.test(file)
}

function rename(pages: string): void {
  const names = new Set(readdirSync(join(pages, 'assets')))
  const renamed = (text: string): string =>
    text.replaceAll(HASHED, (name, stem: string, hash: string, ending: string) =>
      names.has(name) ? `${stem}next${hash.slice(4)}${ending}` : name,
    )
  for (const entry of readdirSync(pages, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !TEXT.includes(extname(file))) continue
    const isScriptOrStyle = names.has(entry.name) && renamed(entry.name) !== entry.name
    const comment = isScriptOrStyle ? '\n/* the next build */\n' : ''
    writeFileSync(file, renamed(readFileSync(file, 'utf8')) + comment)
    renameSync(file, join(entry.parentPath, renamed(entry.name)))
  }
}
