import { expect, type Page } from '@playwright/test'
import { connectionWords } from '../../web/connection-words.ts'
import { words } from '../../web/words.ts'
import { type Scene, test } from '../support/e2e.ts'
import { startForeignSite } from '../support/foreign-site.ts'
import { homeOf } from '../support/home.ts'
import { readDocument } from '../support/http.ts'
import { paste } from '../support/paste.ts'
import { drive, untilEditable } from '../support/people.ts'

/** Where other pages may stand: the cookie of ours goes along with requests from the same host on another port. */
const ELSEWHERE = [
  { name: 'the same host on another port', hostOf: (own: string) => own },
  { name: 'another host', hostOf: () => '127.0.0.1' },
]

test.use({ serviceWorkers: 'allow' })

for (const { name, hostOf } of ELSEWHERE) {
  test(`a page of ${name} reads nothing and changes nothing`, async ({ scene, hostName }) => {
    const id = await scene.write({ markdown: '# Secret\n\nwords\n' })
    const ann = await scene.join(id)
    const me = await myself(ann.page)
    const before = await readDocument(scene.visitor, id)
    const site = await startForeignSite()
    const elsewhere = await ann.context.newPage()
    await elsewhere.goto(`http://${hostOf(hostName)}:${site.port}/`)

    expect(await attemptAll(elsewhere, scene, id)).toEqual({
      read: 'blocked',
      readOpaque: 'blocked',
      list: 'blocked',
      commit: 'blocked',
      create: 'blocked',
      rename: 'blocked',
      picture: 'blocked',
      script: 'blocked',
      stream: 'blocked',
    })
    await submitForm(elsewhere, new URL('/api/documents', homeOf(scene)).href)
    await expect(elsewhere.locator('body')).toContainText('cross-site')
    expect(await readDocument(scene.visitor, id)).toEqual(before)
    expect(await myself(ann.page)).toEqual(me)
    expect(await titlesOf(ann.page)).toEqual([])
    await site.close()
  })
}

test('a page elsewhere cannot frame a document, but may link to it', async ({ scene }) => {
  const id = await scene.write({ markdown: '# Framed\n\nwords\n' })
  const ann = await scene.join(id)
  const site = await startForeignSite()
  const elsewhere = await ann.context.newPage()
  await elsewhere.goto(`http://127.0.0.1:${site.port}/`)
  await elsewhere.evaluate((address) => {
    const frame = document.createElement('iframe')
    const link = document.createElement('a')
    frame.src = address
    link.href = address
    link.textContent = 'go there'
    document.body.append(frame, link)
  }, scene.address(id))
  await expect(elsewhere.frameLocator('iframe').getByText('words')).toHaveCount(0)
  await elsewhere.getByText('go there').click()
  await untilEditable(elsewhere)
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Framed')
  await site.close()
})

test('a whole session breaks no policy, says nothing on the console and asks nobody else for anything', async ({
  scene,
  page,
  context,
}) => {
  const own = new URL(homeOf(scene)).origin
  const trouble: string[] = []
  await page.exposeFunction('violated', (what: string) => void trouble.push(`policy: ${what}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const told = Reflect.get(window, 'violated') as (what: string) => void
      told(`${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  page.on('console', (message) => {
    // Meant for HTTPS. On plain HTTP Chromium says that it ignores the header, and there is no way to ask it first.
    if (message.text().startsWith('The Cross-Origin-Opener-Policy header has been ignored')) return
    trouble.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => void trouble.push(`error: ${error.message}`))
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== own && protocol !== 'data:') trouble.push(`request: ${request.url()}`)
  })

  await page.goto(homeOf(scene))
  await page.getByRole('button', { name: words.home.newDocument }).click()
  await untilEditable(page)
  const me = drive(page, context)
  const bob = await scene.join(new URL(page.url()).pathname.slice('/d/'.length))
  await me.putCaret(1)
  await me.type('A session')
  await me.press('Enter')
  await me.type('## Heading')
  await me.press('Enter')
  await me.type('- **bold** and `code`')
  await me.press('Enter', 2)
  await me.type('[] a task')
  await me.press('Control+Enter')
  await paste(page, {
    text: 'red',
    html: '<p style="color:red" onclick="go()">red <b>bold</b></p><style>p{}</style>',
  })
  await me.press('Enter', 2)
  await me.type('```js ')
  await me.type('go()')
  // The code first, then everything.
  await me.press('Control+a', 2)
  await me.press('Control+b')
  await me.press('Control+z')
  await page.getByRole('button', { name: words.format.image }).click()
  await page.getByLabel(words.image.address).fill(new URL('/icon.svg', page.url()).href)
  await page.getByRole('button', { name: words.image.cancel }).click()
  await me.press('Control+k')
  await page.getByRole('button', { name: words.link.cancel }).click()
  await page.locator('sp-people-bar .is-own').click()
  await page.getByRole('radio', { name: words.me.colourOf(3) }).check()
  await page.getByRole('button', { name: words.me.save }).click()
  await page.getByRole('button', { name: words.share.button }).click()
  for (const entry of [words.menu.html, words.menu.copy, words.menu.displaced]) {
    await page.getByRole('button', { name: words.menu.label, exact: true }).click()
    await page.getByRole('menuitem', { name: entry }).click()
  }
  await page.getByRole('button', { name: words.displaced.close }).click()
  await bob.putCaret(1)
  await bob.type('Bob and ')
  await expect(page).toHaveTitle(/Bob and A session/)
  await page.emulateMedia({ colorScheme: 'dark' })
  await me.untilSaved()
  await page.reload()
  await untilEditable(page)
  await me.untilSaved()
  await page.getByRole('link', { name: words.home.heading }).click()
  await expect(page.getByRole('link', { name: /Bob and A session/ })).toBeVisible()
  await page.goto(new URL('/connection', homeOf(scene)).href)
  await expect(page.getByText(connectionWords.verdicts.good)).toBeVisible()
  expect(trouble).toEqual([])
})

/** Every way a page has to ask another site; `blocked` where it learned nothing and was answered nothing. */
function attemptAll(page: Page, scene: Scene, id: string): Promise<Record<string, string>> {
  const origin = new URL(homeOf(scene)).origin
  return page.evaluate(
    async ([site, document_]) => {
      const ask = async (path: string, init: RequestInit) => {
        try {
          const response = await fetch(site + path, { credentials: 'include', ...init })
          return response.type === 'opaque' ? 'opaque' : `read ${response.status}`
        } catch {
          return 'blocked'
        }
      }
      const load = (element: HTMLImageElement | HTMLScriptElement, src: string) =>
        new Promise<string>((resolve) => {
          element.addEventListener('load', () => resolve('loaded'))
          element.addEventListener('error', () => resolve('blocked'))
          element.src = src
          document.body.append(element)
        })
      const path = `/api/documents/${document_}`
      const json = { 'content-type': 'application/json' }
      return {
        read: await ask(path, {}),
        readOpaque: await ask(path, { mode: 'no-cors' }),
        list: await ask('/api/documents', {}),
        commit: await ask(`${path}/commits`, { method: 'POST', mode: 'no-cors', body: '{}' }),
        create: await ask('/api/documents', { method: 'POST', headers: json, body: '{"title":"x"}' }),
        rename: await ask('/api/me', { method: 'PUT', headers: json, body: '{"name":"Mallory","colour":1}' }),
        picture: await load(new Image(), `${site}/icon.svg`),
        script: await load(document.createElement('script'), site + path),
        stream: await new Promise<string>((resolve) => {
          const source = new EventSource(`${site}${path}/events`, { withCredentials: true })
          source.addEventListener('hello', () => resolve('read'))
          source.addEventListener('error', () => {
            source.close()
            resolve('blocked')
          })
        }),
      }
    },
    [origin, id] as const,
  )
}

async function submitForm(page: Page, address: string): Promise<void> {
  await page.evaluate((action) => {
    const form = document.createElement('form')
    form.action = action
    form.method = 'post'
    form.enctype = 'text/plain'
    const field = document.createElement('input')
    field.name = '{"title":"forged'
    field.value = '"}'
    form.append(field)
    document.body.append(form)
    form.submit()
  }, address)
  await page.waitForURL(address)
}

function myself(page: Page): Promise<unknown> {
  return page.evaluate(async () => (await fetch('/api/me')).json())
}

function titlesOf(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { documents } = (await (await fetch('/api/documents')).json()) as { documents: { title: string }[] }
    return documents.map(({ title }) => title)
  })
}
