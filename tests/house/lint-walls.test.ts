import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const BIOME = resolve('node_modules/@biomejs/biome/bin/biome')
const folder = mkdtempSync(join(tmpdir(), 'samepage-lint-'))
afterAll(() => rmSync(folder, { recursive: true }))

const REFUSED: readonly [path: string, text: string, rule: string][] = [
  ['document/planted.ts', "import { a } from '../db/store.ts'\na()\n", 'noRestrictedImports'],
  [
    'document/planted.ts',
    "import { readFileSync } from 'node:fs'\nreadFileSync('a')\n",
    'noRestrictedImports',
  ],
  ['document/commit/planted.ts', "import { a } from '../../server/app.ts'\na()\n", 'noRestrictedImports'],
  ['document/planted.ts', 'export const now = Date.now()\n', 'noRestrictedGlobals'],
  ['document/planted.ts', 'export const at = new Date()\n', 'noRestrictedGlobals'],
  ['document/planted.ts', 'export const dice = Math.random()\n', 'noJsRestrictedProperties'],
  ['document/planted.ts', 'setTimeout(() => {}, 1)\n', 'noRestrictedGlobals'],
  ['db/planted.ts', "import Koa from 'koa'\nnew Koa()\n", 'noRestrictedImports'],
  ['db/planted.ts', "import { a } from '../server/app.ts'\na()\n", 'noRestrictedImports'],
  ['server/planted.ts', "import { html } from 'lit'\nhtml``\n", 'noRestrictedImports'],
  ['server/routes/planted.ts', "import { a } from '../../web/words.ts'\na()\n", 'noRestrictedImports'],
  ['server/live/planted.ts', 'export const now = Date.now()\n', 'noJsRestrictedProperties'],
  ['server/live/planted.ts', 'setInterval(() => {}, 1)\n', 'noRestrictedGlobals'],
  ['server/planted.ts', "export const port = process.env['PORT']\n", 'noJsRestrictedProperties'],
  ['web/sync/planted.ts', "import { a } from '../../server/app.ts'\na()\n", 'noRestrictedImports'],
  ['web/sync/planted.ts', "import { join } from 'node:path'\njoin('a')\n", 'noRestrictedImports'],
  ['web/elements/planted.ts', "fetch('/api/me')\n", 'noRestrictedGlobals'],
  ['web/elements/planted.ts', 'window.setTimeout(() => {}, 1)\n', 'noJsRestrictedProperties'],
  ['web/main.ts', "import { a } from '../tests/support/store.ts'\na()\n", 'noRestrictedImports'],
  ['server/planted.ts', 'export const a = (b: any) => b\n', 'noExplicitAny'],
  ['server/planted.ts', 'export const a = (b?: string) => b!\n', 'noNonNullAssertion'],
  ['server/planted.ts', "console.log('a')\n", 'noConsole'],
  ['server/planted.ts', "import { A } from './a.ts'\nexport const a = (b: A) => b\n", 'useImportType'],
  ['server/planted.ts', "export * from './a.ts'\n", 'noReExportAll'],
  ['server/twoWords.ts', 'export const a = 1\n', 'useFilenamingConvention'],
]

const ALLOWED: readonly [path: string, text: string][] = [
  ['server/main.ts', "export const now = () => Date.now()\nexport const port = process.env['PORT']\n"],
  ['server/live/fine.ts', "import { rebase } from '../../document/commit/rebase.ts'\nrebase()\n"],
  ['web/api/fine.ts', "export const me = () => fetch('/api/me')\n"],
]

/** Each planted text has a folder of its own, so that two may have one name. */
const placeOf = (path: string, n: number) => join(dirname(path), `case-${n}`, basename(path))

/** Lays the planted files out under the project's own rules and lints them in one go. */
function lintPlanted(): (path: string) => string[] {
  const rules = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }))
  for (const [path, text] of [
    ...REFUSED.map(([path, text], n) => [placeOf(path, n), text] as const),
    ...ALLOWED,
  ]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const args = [BIOME, 'lint', '--reporter=json', '--max-diagnostics=none']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  const found: { category: string; location: { path: string } }[] = JSON.parse(stdout).diagnostics
  return (path) => found.filter(({ location }) => location.path === path).map(({ category }) => category)
}

const brokenIn = lintPlanted()

test.each(REFUSED.map((each, n) => [...each, placeOf(each[0], n)] as const))(
  'the linter refuses in %s: %j by %s',
  (_path, _text, rule, place) => {
    expect(brokenIn(place).join()).toContain(rule)
  },
)

test.each(ALLOWED)('the linter allows in %s: %j', (path) => {
  expect(brokenIn(path)).toEqual([])
})
