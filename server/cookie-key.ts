import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const KEY_BYTES = 32

/**
 * The key that signs cookies, from the file `cookie-key` in the data folder; made there once, readable by the
 * owner only. Losing it makes everybody a new guest. Throws when the file holds no key.
 */
export function readCookieKey(folder: string, randomBytes: (count: number) => Uint8Array): Buffer {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'cookie-key')
  try {
    writeFileSync(file, Buffer.from(randomBytes(KEY_BYTES)).toString('base64url'), {
      mode: 0o600,
      flag: 'wx',
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  if (key.length < KEY_BYTES) throw new Error(`${file} does not hold a key; remove it to make a new one`)
  return key
}
