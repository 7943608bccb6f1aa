import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The project's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs a Node script of an installed package with this very Node and shows what it prints.
 * @param {string} script path inside the project
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, isHeldBack?: boolean }} [options]
 * @returns {Promise<number>} its exit code; 1 when it was ended by a signal
 */
export function runNode(script, args, options = {}) {
  return run(process.execPath, [script, ...args], options)
}

/**
 * Runs npm: the one that runs us when there is one, else the one on the path.
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string }} [options]
 * @returns {Promise<number>} its exit code
 */
export function runNpm(args, options = {}) {
  const npm = process.env['npm_execpath']
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}

/**
 * Runs a program and shows what it prints; all of it at the end when it is held back, because another program
 * runs beside it.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string, shell?: boolean, isHeldBack?: boolean }} [options]
 * @returns {Promise<number>} its exit code; 1 when it could not start or was ended by a signal
 */
export function run(program, args, { env = {}, cwd = ROOT, shell = false, isHeldBack = false } = {}) {
  return new Promise((resolve) => {
    const stdio = isHeldBack ? 'pipe' : 'inherit'
    const child = spawn(program, args, { cwd, shell, stdio, env: { ...process.env, ...env } })
    /** @type {Buffer[]} */
    const printed = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk))
    child.once('error', () => resolve(1))
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(printed))
      resolve(code ?? 1)
    })
  })
}

/**
 * Runs the main function of a script: its sentence for people, not a stack, when it cannot go on.
 * @param {() => Promise<void>} main
 */
export async function mainly(main) {
  try {
    await main()
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error
    console.error(`\n${error.message}`)
    process.exit(1)
  }
}

/** A reason to stop that is said to the person in words, without a stack. */
export class CannotGoOn extends Error {}
