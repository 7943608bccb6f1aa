import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { listFiles } from './tracked-files.ts'

const LINE_LIMIT = 400
const MADE_BY_TOOLS = /^package-lock\.json$|^tests\/data\/|^web\/editor\/suggest\/emoji\//
const BINARY = /\.(png|jpg|webp|ico|gz|woff2?)$/
// A service worker is what browsers call one.
const FORBIDDEN_WORD =
  /(^|-)(utils?|helpers?|managers?|services?(?!-worker)|common|misc|data|info)\d*(-|\.|$)/

const written = () => listFiles().filter((path) => !MADE_BY_TOOLS.test(path) && !BINARY.test(path))

test(`no file is longer than ${LINE_LIMIT} lines`, () => {
  const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').length
  const files = written()
  expect(files).toContain('package.json')
  expect(files.filter((path) => lines(path) > LINE_LIMIT)).toEqual([])
})

test('no file has a name that says nothing', () => {
  expect(written().filter((path) => FORBIDDEN_WORD.test(basename(path)))).toEqual([])
})

test('the forbidden names are recognised', () => {
  const names = [
    'utils.ts',
    'string-utils.ts',
    'presence-manager.ts',
    'info2.ts',
    'helpers.test.ts',
    'common.css',
    'mail-service.ts',
  ]
  expect(names.filter((name) => !FORBIDDEN_WORD.test(name))).toEqual([])
  expect(
    ['database.ts', 'informal.ts', 'rebase.ts', 'service-worker.ts'].filter((name) =>
      FORBIDDEN_WORD.test(name),
    ),
  ).toEqual([])
})

test('no file tells of the machine it was written on', () => {
  const foreign = /\/work\/(main|shared)|\/root\/|\/home\/[a-z]/
  const self = 'tests/house/files.test.ts'
  expect(written().filter((path) => path !== self && foreign.test(readFileSync(path, 'utf8')))).toEqual([])
})

test('no test waits for time to pass or is left out for good', () => {
  const sleeping = /\bwaitForTimeout\(|\bsetTimeout\(|\b(test|describe|it)\.(only|todo)\(/
  const tests = written().filter(
    (path) => /^tests\/.*\.(test|spec)\.ts$/.test(path) && !path.startsWith('tests/house/'),
  )
  expect(tests.length).toBeGreaterThan(0)
  expect(tests.filter((path) => sleeping.test(readFileSync(path, 'utf8')))).toEqual([])
})

test('no comment is a banner or a promise for later', () => {
  const code = written().filter(
    (path) => /\.(ts|mjs|css)$/.test(path) && path !== 'tests/house/files.test.ts',
  )
  const smell = /\b(TODO|FIXME|XXX)\b|^\s*(\/\/|\*|\/\*)\s*[-=*#]{5,}/m
  expect(code.filter((path) => smell.test(readFileSync(path, 'utf8')))).toEqual([])
})
