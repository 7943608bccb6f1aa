import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Every file of the project that git knows or would add, by its path from the project's folder. */
export function listFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  return execFileSync('git', args, { encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && existsSync(path))
}

/** The files that hold code: TypeScript and JavaScript. */
export function listCode(): string[] {
  return listFiles().filter((path) => /\.(ts|mts|mjs|js)$/.test(path))
}
