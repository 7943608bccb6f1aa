import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Where a program is; undefined when this machine does not have it. An account of Debian's that is not root does
 * not look into /usr/sbin.
 * @param {string} name
 */
export function findProgram(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, name)).find(isProgram)
}

/** True when this file can be run. @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** True when this account may install Debian packages. */
export function isRootOnDebian() {
  return process.getuid?.() === 0 && isProgram('/usr/bin/apt-get')
}
