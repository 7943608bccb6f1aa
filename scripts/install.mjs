import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CannotGoOn, mainly, ROOT, runNpm } from './run.mjs'

/**
 * Installs the dependencies that package-lock.json names, when they are not there. What is there is asked of
 * npm's own record inside node_modules and of the database's binary, so a change of Node is noticed too.
 */
export async function ensureInstalled() {
  await ensurePackages()
  await ensureDatabase()
}

/**
 * The packages alone. With `--ignore-scripts` the database's binary is not made yet, which takes most of the time.
 * @param {readonly string[]} [flags] for npm
 */
export async function ensurePackages(flags = []) {
  refuseOldNode()
  if (isInstalled()) return
  console.log('Installing the dependencies. The first time this may take a few minutes.')
  // NODE_ENV=production would leave out what the build needs.
  const code = await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund', ...flags])
  if (code !== 0) throw new CannotGoOn(whyNotInstalled())
}

/** The database's binary, made for this Node unless it is there. */
export async function ensureDatabase() {
  if (databaseOpens()) return
  console.log("Building the database's binary for this Node. This may take a few minutes.")
  if ((await runNpm(['rebuild', 'better-sqlite3'])) !== 0 || !databaseOpens()) {
    throw new CannotGoOn(whyNotInstalled())
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new CannotGoOn(`Samepage needs Node 20.19 or newer. This is Node ${process.versions.node}.`)
  }
}

/** True when every package that the lock file asks for on this machine is in node_modules, as it asks. */
function isInstalled() {
  const wanted = readPackages('package-lock.json')
  const present = readPackages('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    const found = present[path]
    // An optional package is for some platforms only: its absence says nothing.
    if (!found) return path === '' || entry.optional === true || entry.devOptional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockEntry */

/**
 * @param {string} file
 * @returns {Record<string, LockEntry> | undefined}
 */
function readPackages(file) {
  const path = join(ROOT, file)
  if (!existsSync(path)) return undefined
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

/** Asked in a process of its own: a binary for another Node must not be loaded into this one. */
function databaseOpens() {
  const probe = "const Database = require('better-sqlite3'); new Database(':memory:').close()"
  return spawnSync(process.execPath, ['-e', probe], { cwd: ROOT, stdio: 'ignore' }).status === 0
}

function whyNotInstalled() {
  const missing = [
    { name: 'python3', programs: ['python3', 'python'] },
    { name: 'make', programs: ['make', 'gmake'] },
    { name: 'a C++ compiler (g++)', programs: [process.env['CXX'] ?? 'c++', 'g++', 'clang++'] },
  ].filter(({ programs }) => !programs.some(isOnPath))
  if (missing.length === 0 || process.platform === 'win32') {
    return 'The dependencies could not be installed: npm says above why. Mend that and start again.'
  }
  return [
    `The dependencies could not be installed. If npm speaks of better-sqlite3 or node-gyp above: there is no`,
    `ready-made database binary for Node ${process.versions.node} on ${process.platform} ${process.arch} to be had,`,
    `and to compile it this machine lacks ${missing.map(({ name }) => name).join(', ')}. Install it and start again:`,
    '',
    '  Debian, Ubuntu   sudo apt-get install python3 make g++',
    '  Fedora           sudo dnf install python3 make gcc-c++',
    '  Alpine           sudo apk add python3 make g++',
    '  macOS            xcode-select --install',
  ].join('\n')
}

/** @param {string} program */
function isOnPath(program) {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => existsSync(join(folder, program)))
}

if (process.argv[1] === import.meta.filename) await mainly(ensureInstalled)
