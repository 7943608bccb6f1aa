import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compressFiles } from '../../scripts/compress.mjs'
import { readSite } from '../../server/site.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { aDataFolder, startServer } from '../support/server.ts'

test('D11 a document page holds the text in its first response and nothing of the person', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const { id } = await createDocument(ann, { markdown: '# A & <b>\n\nCosts $1 and $&\n\n> **wise** words\n' })
  await ann.put('/api/me', { json: { name: 'Ann of the Page', colour: 3 } })
  const [mine, theirs] = [await ann.get(`/d/${id}`), await aVisitor(url).get(`/d/${id}`)]
  expect(mine.text).toContain('<title>A &amp; &lt;b&gt; · Samepage</title>')
  expect(mine.text).toContain('Costs $1 and $&amp;')
  expect(mine.text).toContain('<strong>wise</strong> words')
  expect(mine.text).toContain(
    `<link rel="preload" as="fetch" href="/api/documents/${id}" crossorigin="anonymous">`,
  )
  expect(mine.text).toBe(theirs.text)
  expect(mine.headers.get('cache-control')).toBe('private, no-cache')
  expect(theirs.headers.get('set-cookie')).toMatch(/^samepage=/)
})

test('H11 a link sent in a chat shows title, first words and first picture, whatever is in them', async () => {
  const { url } = await startServer({ env: { SAMEPAGE_URL: 'https://pages.example.org' } })
  const ann = aVisitor(url)
  const page = async (markdown: string) =>
    (await ann.get(`/d/${(await createDocument(ann, { markdown })).id}`)).text
  const hostile = await page(`# ">\\<script>a\\</script>\n\n$& "quoted" \\<b>\n\n${'word '.repeat(100)}`)
  expect(hostile).toContain('<meta property="og:title" content="&quot;&gt;&lt;script&gt;a&lt;/script&gt;">')
  expect(hostile).toMatch(
    /<meta property="og:description" content="\$&amp; &quot;quoted&quot; &lt;b&gt; word [^"]*word…">/,
  )
  expect(hostile).not.toContain('og:image')
  const pictured = await page(
    '# One\n\nwords\n\n![alt](https://example.org/a.png)\n\n![alt](https://example.org/b.png)',
  )
  expect(pictured).toContain('<meta property="og:image" content="https://example.org/a.png">')
  const own = await page(`# Two\n\n![alt](/files/${'A'.repeat(22)}/cat.png)`)
  expect(own).toContain(`content="https://pages.example.org/files/${'A'.repeat(22)}/cat.png"`)
  expect(await page('# Empty')).toContain('<meta property="og:title" content="Empty">')
  const long = await page(`# Long\n\n${'A cup of tea, '.repeat(2_000)}\n\n| a | b |\n| - | - |\n| c | d |`)
  expect(long).toMatch(/<meta property="og:description" content="A cup of tea,[^"]{170,200}…">/)
})

test('D12 built files are found by their exact names, and nothing else of the disk is', async () => {
  const folder = aDataFolder()
  mkdirSync(join(folder, 'assets'))
  for (const page of ['home', 'document', 'connection', 'notice'])
    writeFileSync(join(folder, `${page}.html`), `<title>${page}</title>`)
  const code = 'let page\n'.repeat(100)
  writeFileSync(join(folder, 'assets/page-4f2a.js'), code)
  await compressFiles(folder)
  writeFileSync(join(folder, 'favicon.svg'), '<svg/>')
  writeFileSync(join(folder, 'secret.env'), 'secret')
  writeFileSync(join(folder, 'home.html'), '<title>home</title><script>paint()</script>')
  const { url } = await startServer({ site: readSite(folder) })
  const policy = (await fetch(url)).headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self' 'sha256-6Z05mR7jGVRSmyHx7iStJaiOybZYZUjxiGbPhYYXh1o='; ")
  const ask = (encoding: string, more: Record<string, string> = {}) =>
    fetch(`${url}/assets/page-4f2a.js`, { headers: { 'accept-encoding': encoding, ...more } })
  const script = await ask('gzip')
  expect(await script.text()).toBe(code)
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(script.headers.get('content-encoding')).toBe('gzip')
  expect(script.headers.get('vary')).toBe('Accept-Encoding')
  const smaller = await ask('gzip, deflate, br')
  expect(smaller.headers.get('content-encoding')).toBe('br')
  expect(await smaller.text()).toBe(code)
  expect((await ask('br;q=0, gzip;q=0')).headers.get('content-encoding')).toBeNull()
  const tag = smaller.headers.get('etag') ?? ''
  expect(tag).not.toBe(script.headers.get('etag'))
  const again = await ask('br', { 'if-none-match': tag, 'cache-control': 'max-age=0' })
  expect([again.status, await again.text()]).toEqual([304, ''])
  expect((await fetch(`${url}/assets/page-4f2a.js.br`)).status).toBe(404)
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(script.headers.get('set-cookie')).toBeNull()
  expect((await fetch(`${url}/favicon.svg`)).headers.get('cache-control')).toBe('public, max-age=3600')
  expect(await (await fetch(`${url}/robots.txt`)).text()).toContain('Disallow: /')
  const others = [
    '/assets/page-4f2a.js.map',
    '/assets/',
    '/assets/%2e%2e/secret.env',
    '/assets/..%2fsecret.env',
    '/secret.env',
    '/home.html',
    '/assets/page-4F2A.js',
    '/__proto__',
  ]
  const statuses = await Promise.all(others.map(async (path) => (await fetch(url + path)).status))
  expect(statuses).toEqual(others.map(() => 404))
})

test('D13 long text goes out compressed where the asker takes it, lists of links and streams never', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const { id } = await createDocument(ann, { markdown: 'A cup of tea.\n\n'.repeat(300) })
  await createDocument(ann, { title: 'A long list '.repeat(10) })
  const ask = (path: string, encoding: string, accept = '*/*') =>
    ann.get(path, { headers: { 'accept-encoding': encoding, accept } })
  for (const path of [`/d/${id}`, `/api/documents/${id}`, `/api/documents/${id}/events?after=0`]) {
    const plain = await ask(path, 'identity', 'application/json, text/html')
    expect(plain.headers.get('content-encoding')).toBeNull()
    for (const encoding of ['br', 'gzip']) {
      const packed = await ask(path, encoding, 'application/json, text/html')
      expect(packed.headers.get('content-encoding')).toBe(encoding)
      expect(packed.headers.get('vary')).toContain('Accept-Encoding')
      expect(packed.text).toBe(plain.text)
    }
  }
  const document = await ask(`/api/documents/${id}`, 'gzip')
  const tag = document.headers.get('etag') ?? ''
  expect(tag).toMatch(/^W\//)
  const again = await ann.get(`/api/documents/${id}`, { headers: { 'if-none-match': tag } })
  expect(again.status).toBe(304)
  for (let n = 0; n < 20; n++) await createDocument(ann, { title: `One of many ${n}` })
  const list = await ask('/api/documents', 'br, gzip')
  expect(list.text.length).toBeGreaterThan(1_400)
  expect(list.headers.get('content-encoding')).toBeNull()
  expect((await ask('/healthz', 'br, gzip')).headers.get('content-encoding')).toBeNull()
})

test('X6 every answer carries the strict policy', async () => {
  const { url } = await startServer()
  const ann = aVisitor(url)
  const { id } = await createDocument(ann)
  const paths = [
    '/',
    `/d/${id}`,
    '/nowhere',
    '/api/nowhere',
    `/api/documents/${id}`,
    '/healthz',
    '/robots.txt',
  ]
  for (const path of paths) {
    const { headers } = await ann.get(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/)
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})

test('E6 somebody who navigates to nothing gets a page in words and a way home', async () => {
  const { url } = await startServer()
  for (const path of ['/d/AAAAAAAAAAAAAAAAAAAAAA', '/d/short', '/nowhere']) {
    const reply = await aVisitor(url).get(path, { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect(reply.status).toBe(404)
    expect(reply.headers.get('content-type')).toMatch(/^text\/html/)
    expect(reply.text).toContain('This page does not exist')
    expect(reply.text).toContain('href="/">Go to your documents</a>')
  }
  const german = await aVisitor(url).get('/d/short', {
    headers: { accept: 'text/html', 'accept-language': 'de' },
  })
  expect(german.text).toMatch(/<html lang="de">.*<title>Diese Seite gibt es nicht · Samepage<\/title>/s)
  for (const path of ['/api/documents/short', '/api/nowhere']) {
    const reply = await aVisitor(url).get(path, { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/)
  }
})

test('D11 the server’s own pages speak the language that was chosen, else the one the browser asks for', async () => {
  const folder = aDataFolder()
  mkdirSync(join(folder, 'assets'))
  for (const page of ['home', 'document', 'connection', 'notice']) {
    const body = '<a href="#document" data-words="skip">Skip to the text</a><!--document-->'
    writeFileSync(join(folder, `${page}.html`), `<html lang="en"><title>${page}</title>${body}</html>`)
  }
  writeFileSync(join(folder, 'assets/words-de-4f2a_-4f.js'), 'export const german = {}')
  const { url } = await startServer({ site: readSite(folder) })
  const { id } = await createDocument(aVisitor(url))
  const speaking = (path: string, headers: Record<string, string>) =>
    aVisitor(url).get(path, { headers: { accept: 'text/html', ...headers } })

  const german = await speaking(`/d/${id}`, { 'accept-language': 'de-AT,de;q=0.9,en;q=0.8' })
  expect(german.text).toContain('<html lang="de">')
  expect(german.text).toContain('<title>Ohne Titel · Samepage</title>')
  expect(german.text).toContain('>Zum Text springen<')
  expect(german.text).toContain('<link rel="modulepreload" crossorigin href="/assets/words-de-4f2a_-4f.js">')
  expect(german.headers.get('vary')).toMatch(/Accept-Language.*Cookie/)

  const english = await speaking(`/d/${id}`, {
    'accept-language': 'de',
    cookie: 'samepage-language=en',
  })
  expect(english.text).toContain('<html lang="en">')
  expect(english.text).toContain('<title>Untitled · Samepage</title>')
  expect(english.text).not.toContain('words-de-')

  const missing = await speaking('/nowhere', { 'accept-language': 'fr, de;q=0.5' })
  expect(missing.status).toBe(404)
  expect(missing.text).toContain('Diese Seite gibt es nicht')
  expect(missing.headers.get('vary')).toContain('Accept-Language')
})

test('X7 the log holds no whole document id, however it is asked for', async () => {
  const { url, log } = await startServer()
  const ann = aVisitor(url)
  const { id } = await createDocument(ann)
  await ann.get(`/d/${id}`)
  await ann.get(`/api/documents/${id}?at=9`)
  await ann.get(`/d/%${id.charCodeAt(0).toString(16)}${id.slice(1)}`)
  await ann.get(`/nowhere/${id}/%zz`)
  expect(log()).toContain(`/d/${id.slice(0, 4)}…`)
  expect(log()).not.toContain(id.slice(1))
})
