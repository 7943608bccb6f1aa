import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

const project = JSON.parse(readFileSync('package.json', 'utf8'))
const wanted: Record<string, string> = { ...project.dependencies, ...project.devDependencies }

test('every dependency is pinned to one version', () => {
  expect(Object.keys(wanted)).toContain('better-sqlite3')
  expect(Object.entries(wanted).filter(([, version]) => !EXACT.test(version))).toEqual([])
})

test('the lock file is there and locks what package.json asks for', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const locked = { ...lock.packages[''].dependencies, ...lock.packages[''].devDependencies }
  expect(locked).toEqual(wanted)
  for (const [name, version] of Object.entries(wanted)) {
    expect(lock.packages[`node_modules/${name}`], name).toMatchObject({ version })
  }
})

test('the lock file holds the binaries of every platform, or npm ci refuses it', () => {
  const packages: Record<string, { optionalDependencies?: Record<string, string> }> = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  ).packages
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
    ),
  )
  expect(missing).toEqual([])
})

test('there is exactly one copy of each ProseMirror package', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const nested = Object.keys(lock.packages).filter((path) =>
    /node_modules\/.+\/node_modules\/prosemirror-/.test(path),
  )
  expect(nested).toEqual([])
})

test('the README names every dependency', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(Object.keys(wanted).filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})
