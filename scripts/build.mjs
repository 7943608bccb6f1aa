import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compressFiles } from './compress.mjs'
import { ensureInstalled } from './install.mjs'
import { CannotGoOn, mainly, ROOT, runNode } from './run.mjs'

const SOURCES = ['document', 'db', 'server', 'web']
const SETTINGS = [
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'scripts/build.mjs',
  'scripts/compress.mjs',
]
const STAMP = join(ROOT, 'dist/built-from')

/** Compiles the server and bundles the pages, unless `dist` was made from exactly these sources already. */
export async function ensureBuilt() {
  const fingerprint = fingerprintOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint) return
  await build(fingerprint)
}

/** Compiles the server and bundles the pages. */
export async function build(fingerprint = fingerprintOfSources()) {
  console.log('Building the server and the pages.')
  rmSync(STAMP, { force: true })
  await demand('node_modules/typescript/bin/tsc', ['-b', ...SOURCES, 'web/service-worker'])
  await demand('node_modules/vite/bin/vite.js', ['build', 'web', '--logLevel', 'warn'])
  await compressFiles(join(ROOT, 'dist/web'))
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(STAMP, fingerprint)
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 */
async function demand(script, args) {
  const code = await runNode(script, args)
  if (code !== 0) throw new CannotGoOn('The build failed: the reason is above.')
}

/** A hash of every file that the build reads, by name and content: times say nothing after a clone. */
function fingerprintOfSources() {
  const hash = createHash('sha256')
  for (const file of [...SETTINGS, ...SOURCES.flatMap(filesIn)].sort()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(ROOT, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(ROOT.length))
}

if (process.argv[1] === import.meta.filename) {
  const always = process.argv.includes('--always')
  await mainly(async () => {
    await ensureInstalled()
    await (always ? build() : ensureBuilt())
  })
}
