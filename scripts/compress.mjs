import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)]

/** What shrinks; fonts and pictures are packed already. */
const TEXT = /\.(css|ico|js|json|svg|webmanifest)$/

/**
 * Puts beside each file of the built pages what it is compressed, as `.br` and `.gz`: once, and as small as it
 * gets, so that the server never does it.
 * @param {string} folder
 */
export async function compressFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name))
  await Promise.all(files.map((entry) => compress(join(entry.parentPath ?? entry.path, entry.name))))
}

/** @param {string} file */
async function compress(file) {
  const bytes = readFileSync(file)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  const [brotli, zipped] = await Promise.all([
    toBrotli(bytes, { params }),
    toGzip(bytes, { level: constants.Z_BEST_COMPRESSION }),
  ])
  // What saves nothing is sent as it is.
  if (brotli.length < bytes.length) writeFileSync(`${file}.br`, brotli)
  if (zipped.length < bytes.length) writeFileSync(`${file}.gz`, zipped)
}
