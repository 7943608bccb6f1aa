import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listCode } from './tracked-files.ts'
import { brokenWalls, packageOf, readImports } from './walls.ts'

test('no file reaches over the walls of its folder', () => {
  const files = listCode()
  expect(files).toContain('document/commit/rebase.ts')
  expect(files.flatMap((file) => brokenWalls(file, readFileSync(file, 'utf8')))).toEqual([])
})

test.each([
  ['document/a.ts', "import { open } from '../db/open-store.ts'"],
  ['document/commit/a.ts', "import type { Log } from '../../server/log.ts'"],
  ['document/a.ts', "import { readFileSync } from 'node:fs'"],
  ['document/a.ts', "import Koa from 'koa'"],
  ['document/a.ts', "import { EditorState } from 'prosemirror-state'"],
  ['db/a.ts', "export { app } from '../server/app.ts'"],
  ['db/a.ts', "import pino from 'pino'"],
  ['server/routes/a.ts', "export * from '../../web/words.ts'"],
  ['server/a.ts', "import Database from 'better-sqlite3'"],
  ['server/a.ts', "const view = await import('prosemirror-view')"],
  ['web/sync/a.ts', "type Config = import('../../server/config.ts').Config"],
  ['web/a.ts', "import '../db/open-store.ts'"],
  ['web/a.ts', "import { join } from 'node:path'"],
  ['web/a.ts', "import { aStore } from '../tests/support/store.ts'"],
])('a wall stands: %s may not say %j', (file, text) => {
  expect(brokenWalls(file, text)).toHaveLength(1)
})

test('what the walls allow is not reported', () => {
  const text =
    "import { Node } from 'prosemirror-model'\nimport { rebase } from '../document/commit/rebase.ts'"
  expect(brokenWalls('db/a.ts', text)).toEqual([])
})

test('every package that a file imports is named in package.json', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const declared = new Set([...Object.keys(dependencies), ...Object.keys(devDependencies)])
  const undeclared = listCode().flatMap((file) =>
    readImports(file, readFileSync(file, 'utf8')).flatMap((name) => {
      const owner = packageOf(name)
      return owner && !declared.has(owner) ? [`${file} imports ${owner}`] : []
    }),
  )
  expect(undeclared).toEqual([])
})

test('what the running server imports is a dependency, not a development dependency', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const files = listCode().filter((file) => /^(document|db|server)\//.test(file))
  const packages = files.flatMap((file) => readImports(file, readFileSync(file, 'utf8'))).map(packageOf)
  const missing = [...new Set(packages)].filter((name) => name && !(name in dependencies))
  expect(missing).toEqual([])
})
