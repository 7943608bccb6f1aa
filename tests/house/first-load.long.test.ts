import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const BUILD = 'dist/web'

/** What reading and typing, or the list of documents, may need of scripts, gzipped, the stream's worker included. */
const MOST_BYTES = [
  ['document', 182_000],
  ['home', 70_000],
] as const

/** What a first visit may cost on the wire in all, as brotli: page, style, scripts and the faces of English text. */
const MOST_IN_ALL = 220_000

/** The scripts that a built page loads before anything is asked for: those it names, and what they import. */
function scriptsOf(page: string): string[] {
  const html = readFileSync(`${BUILD}/${page}.html`, 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '')
  const worker = readdirSync(`${BUILD}/assets`).filter((name) => /^stream-worker-.*\.js$/.test(name))
  const seen = new Set<string>()
  const waiting = [...named, ...worker.map((name) => `assets/${name}`)]
  for (const path of waiting) {
    if (seen.has(path)) continue
    seen.add(path)
    const code = readFileSync(`${BUILD}/${path}`, 'utf8')
    for (const [, name] of code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
      waiting.push(`assets/${name}`)
  }
  return [...seen]
}

test.each(MOST_BYTES)('the %s page loads few scripts before one can begin', (page, most) => {
  const sizes = scriptsOf(page).map(
    (path) => [path, gzipSync(readFileSync(`${BUILD}/${path}`)).length] as const,
  )
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0)
  const list = sizes.sort(([, a], [, b]) => b - a).map(([path, bytes]) => `${bytes} ${path}`)
  expect(sizes.length).toBeGreaterThan(2)
  expect(total, list.join('\n')).toBeLessThan(most)
})

test('a first visit to a document costs 220 kB on the wire at most, typefaces and all', () => {
  const html = readFileSync(`${BUILD}/document.html`)
  const styles = [...String(html).matchAll(/href="\/(assets\/[^"]+\.css)"/g)].map(([, path]) => path ?? '')
  const faces = readdirSync(`${BUILD}/assets`).filter((name) =>
    /^(literata|inter)-latin-wght-normal-[\w-]+\.woff2$/.test(name),
  )
  expect(faces).toHaveLength(2)
  const files = [...scriptsOf('document'), ...styles, ...faces.map((name) => `assets/${name}`)]
  const sizes = files.map((path) => [onTheWire(path), path] as const)
  const total = sizes.reduce((sum, [bytes]) => sum + bytes, brotliCompressSync(html).length)
  expect(total, sizes.map((line) => line.join(' ')).join('\n')).toBeLessThan(MOST_IN_ALL)
})

/** A file's bytes as they are sent. */
function onTheWire(path: string): number {
  const packed = `${BUILD}/${path}.br`
  return readFileSync(existsSync(packed) ? packed : `${BUILD}/${path}`).length
}

test('the home page shows itself before a script runs, and asks for few files', () => {
  const html = readFileSync(`${BUILD}/home.html`, 'utf8')
  expect(html).toMatch(/<sp-home-page><header[\s\S]*<h1 data-words="documents">Documents<\/h1>/)
  expect(scriptsOf('home').length).toBeLessThan(10)
})

test('what is fetched later is not among the first scripts', () => {
  const first = scriptsOf('document').join(' ')
  const later = readdirSync(`${BUILD}/assets`).filter((name) =>
    /^(block-commands|open-block-menu|open-find|open-handle|open-outline|words-de|clipboard-parts)-.*\.js$/.test(
      name,
    ),
  )
  expect(later.length).toBeGreaterThan(6)
  for (const name of later) expect(first).not.toContain(name)
})

test('every script and style has its compressed twins', () => {
  const names = readdirSync(`${BUILD}/assets`).filter((name) => /\.(js|css)$/.test(name))
  const lacking = names.filter((name) => {
    const isWorthIt = readFileSync(`${BUILD}/assets/${name}`).length > 200
    return isWorthIt && !['br', 'gz'].every((ending) => existsSync(`${BUILD}/assets/${name}.${ending}`))
  })
  expect(lacking).toEqual([])
})

test('before the text of a document is painted its page asks for the style and the face it is set in alone', () => {
  const html = readFileSync(`${BUILD}/document.html`, 'utf8')
  const [inert = ''] = /<template id="start">.*?<\/template>/s.exec(html) ?? []
  const asked = [...html.replace(inert, '').matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
    ([, path]) => path,
  )
  expect(asked).toEqual([
    expect.stringMatching(/^assets\/literata-latin-wght-normal-[\w-]+\.woff2$/),
    expect.stringMatching(/^assets\/document-[\w-]+\.css$/),
  ])
  expect(inert.match(/<script type="module"/g)?.length).toBeGreaterThan(2)
})
