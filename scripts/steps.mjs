import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runNode } from './run.mjs'

const REPORTS = join(ROOT, 'node_modules/.samepage/reports')

/**
 * What one step of a run came to. A step that fails without a failed test (a type error, a test file that does
 * not load) counts as one failure.
 * @typedef {{ name: string, passed: number, failed: number, skipped: number }} Outcome
 */

/**
 * A step without tests of its own.
 * @param {string} name
 * @param {string} script
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
export async function checkStep(name, script, args) {
  console.log(`\n${name}`)
  const code = await runNode(script, args)
  return { name, passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

export const formatAndLint = () =>
  checkStep('Format and lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings'])

export const types = async () => {
  const tsc = 'node_modules/typescript/bin/tsc'
  const product = await checkStep('Types', tsc, [
    '-b',
    'document',
    'db',
    'server',
    'web',
    'web/service-worker',
  ])
  return product.failed ? product : checkStep('Types of tests and scripts', tsc, ['-p', 'tests'])
}

/**
 * Runs groups of vitest.config.ts.
 * @param {string} name
 * @param {readonly string[]} groups
 * @param {Record<string, string>} [env]
 * @returns {Promise<Outcome>}
 */
export async function vitest(name, groups, env = {}) {
  console.log(`\n${name}`)
  return runVitest(name, groups, { env })
}

/**
 * The same beside another step: what it prints comes when it is done.
 * @param {string} name
 * @param {readonly string[]} groups
 * @returns {Promise<Outcome>}
 */
export function vitestBeside(name, groups) {
  return runVitest(name, groups, { isHeldBack: true })
}

/**
 * @param {string} name
 * @param {readonly string[]} groups
 * @param {{ env?: Record<string, string>, isHeldBack?: boolean }} options
 * @returns {Promise<Outcome>}
 */
async function runVitest(name, groups, options) {
  const report = freshReport(`vitest-${groups.join('-')}.json`)
  const projects = groups.map((group) => `--project=${group}`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', ...projects, ...reporters]
  const code = await runNode('node_modules/vitest/vitest.mjs', args, options)
  const counts = readReport(report)
  return outcome(name, code, {
    passed: counts?.numPassedTests,
    failed: counts?.numFailedTests,
    skipped: (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0),
  })
}

/**
 * Runs the browser tests.
 * @returns {Promise<Outcome>}
 */
export async function playwright() {
  const name = 'Browser tests'
  console.log(`\n${name}`)
  const report = freshReport('playwright.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const args = ['test', '--reporter=list,json']
  const code = await runNode('node_modules/@playwright/test/cli.js', args, { env })
  const stats = readReport(report)?.stats
  return outcome(name, code, {
    passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
    failed: stats?.unexpected,
    skipped: stats?.skipped,
  })
}

/**
 * Prints what a run came to, and the closing line that CI reads, alone on its line. Sets the exit code.
 * @param {readonly Outcome[]} outcomes
 * @param {string} [times] how long what took
 */
export function close(outcomes, times) {
  console.log('')
  if (times) console.log(times)
  for (const { name, failed } of outcomes) if (failed) console.log(`Failed: ${name}`)
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    outcomes.reduce((total, each) => total + each[key], 0)
  const skipped = sum('skipped')
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`)
  process.exitCode = sum('failed') ? 1 : 0
}

/**
 * @param {string} name
 * @param {number} code
 * @param {{ passed: number | undefined, failed: number | undefined, skipped: number | undefined }} counts
 * @returns {Outcome}
 */
function outcome(name, code, { passed = 0, failed = 0, skipped = 0 }) {
  return { name, passed, failed: code === 0 ? failed : Math.max(failed, 1), skipped }
}

/** @param {string} name */
function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true })
  const path = join(REPORTS, name)
  rmSync(path, { force: true })
  return path
}

/** @param {string} path */
function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
