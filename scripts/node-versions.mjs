import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { ROOT } from './run.mjs'

/** The Node versions the server is tried under: the oldest supported one and the newest of each line. */
export const NODE_VERSIONS = ['20.19.0', '22.23.3', '24.21.0']

/** Where `prepareNodeVersions` notes what it found. */
export const NODES_FILE = join(ROOT, 'node_modules/.samepage/node-versions.json')

/**
 * One version: the program and a folder of better-sqlite3 built for it, or why it could not be had.
 * @typedef {{ version: string, node: string, sqlite: string } | { version: string, missing: string }} NodeVersion
 */

/**
 * Fetches each Node version from the npm registry and builds the database's binary for it, in a cache outside
 * the project (two clones share it, and a second run finds it done), then notes in NODES_FILE where they are.
 * What npm prints goes to a log file, because this runs beside other tests.
 */
export async function prepareNodeVersions() {
  mkdirSync(dirname(NODES_FILE), { recursive: true })
  rmSync(NODES_FILE, { force: true })
  /** @type {NodeVersion[]} */
  const found = []
  // One after the other: each compiles, and the second core belongs to the tests that run meanwhile.
  for (const version of NODE_VERSIONS) found.push(await prepare(version))
  writeFileSync(NODES_FILE, JSON.stringify(found, null, 2))
}

/**
 * @param {string} version
 * @returns {Promise<NodeVersion>}
 */
async function prepare(version) {
  const folder = join(cacheFolder(), `node-${version}-sqlite-${sqliteVersion()}`)
  const platform = `node-${process.platform}-${process.arch}`
  const home = join(folder, 'node_modules', platform)
  const node = join(home, 'bin/node')
  const log = join(folder, 'npm.log')
  mkdirSync(folder, { recursive: true })
  const dependencies = { [platform]: version, 'better-sqlite3': sqliteVersion() }
  const settings = { private: true, dependencies, allowScripts: { 'better-sqlite3': true } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(settings))

  const fetched = await once(join(folder, 'fetched'), () =>
    npm(process.execPath, ['install', '--ignore-scripts', '--no-package-lock'], { folder, log }),
  )
  if (!fetched) return { version, missing: `${platform}@${version} could not be fetched, see ${log}` }
  if (abiOf(node) === process.versions.modules) {
    return { version, node, sqlite: join(ROOT, 'node_modules/better-sqlite3') }
  }
  const env = {
    PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_nodedir: home,
    // An unoptimised binary compiles in a third of the time and calls the same functions of Node.
    CFLAGS: '-O0',
    CXXFLAGS: '-O0',
  }
  const built = await once(join(folder, 'built'), () =>
    npm(node, ['rebuild', 'better-sqlite3'], { folder, log, env }),
  )
  if (!built) return { version, missing: `better-sqlite3 could not be built for it, see ${log}` }
  return { version, node, sqlite: join(folder, 'node_modules/better-sqlite3') }
}

/**
 * Does a piece of work unless an earlier run has done it.
 * @param {string} mark file that says so
 * @param {() => Promise<number>} work answers an exit code
 * @returns {Promise<boolean>} whether it is done
 */
async function once(mark, work) {
  if (existsSync(mark)) return true
  if ((await work()) !== 0) return false
  writeFileSync(mark, '')
  return true
}

/**
 * Runs npm with the given Node.
 * @param {string} node
 * @param {readonly string[]} args
 * @param {{ folder: string, log: string, env?: Record<string, string> }} where
 * @returns {Promise<number>} its exit code
 */
function npm(node, args, { folder, log, env = {} }) {
  const cli = process.env['npm_execpath'] ?? ''
  const [program, first] = cli.endsWith('.js') ? [node, [cli]] : ['npm', []]
  const output = openSync(log, 'a')
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], {
      cwd: folder,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    })
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** @param {string} node */
function abiOf(node) {
  return execFileSync(node, ['-p', 'process.versions.modules'], { encoding: 'utf8' }).trim()
}

function cacheFolder() {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'samepage')
}

/** @returns {string} */
function sqliteVersion() {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies['better-sqlite3']
}
