import Router from '@koa/router'
import { escapeAttribute, escapeText } from '../../document/text/escape.ts'
import type { State } from '../context.ts'
import { askerOf } from '../exchange/asker.ts'
import type { Allow } from '../may.ts'
import { type Spoken, spokenTo, translate } from '../page-words.ts'
import type { Presenter } from '../reader/presenter.ts'
import type { PageContent } from '../reader/read-jobs.ts'
import type { Site } from '../site.ts'

interface PageDeps {
  readonly allow: Allow
  readonly presenter: Presenter
  readonly site: Site
  /** The origin from `SAMEPAGE_URL`. */
  readonly ownUrl: string | undefined
}

/** The pages people navigate to: `/`, `/d/:id` and `/connection`. They hold nothing of the person. */
export function pageRoutes({ allow, presenter, site, ownUrl }: PageDeps): Router<State> {
  const routes = new Router<State>({ sensitive: true, strict: true })
  for (const [path, name] of [
    ['/', 'home'],
    ['/connection', 'connection'],
  ] as const) {
    routes.get(path, async (ctx) => {
      ctx.set('Cache-Control', 'private, no-cache')
      ctx.type = 'html'
      ctx.body = inLanguage(await site.page(name, ctx.path), site, spokenTo(ctx))
    })
  }
  routes.get('/d/:id', async (ctx) => {
    const document = allow(ctx.state.person, ctx.params['id'], 'read')
    ctx.set('Cache-Control', 'private, no-cache')
    ctx.type = 'html'
    const spoken = spokenTo(ctx)
    const page = inLanguage(await site.page('document', ctx.path), site, spoken)
    const wanted = { document, seq: document.seq, asker: askerOf(ctx) }
    const content = await presenter.page(wanted, { untitled: spoken.words.untitled, origin: ownUrl })
    ctx.body = fillPage(page, document.id, content)
    ctx.state.isText = true
    // After the body, which would be called bytes of no kind.
    ctx.type = 'html'
  })
  return routes
}

/** The page's own words in the language spoken, and its texts for scripts fetched from the start. */
function inLanguage(page: string, site: Site, spoken: Spoken): string {
  const href = site.wordsFile(spoken.language)
  const hint = href ? `<link rel="modulepreload" crossorigin href="${escapeAttribute(href)}">` : ''
  return withHint(translate(page, spoken), hint)
}

/** What a document's page has fetched when its text is painted. */
const START = '<template id="start">'

/** Names what is fetched with a page's scripts. */
function withHint(page: string, hint: string): string {
  const place = page.includes(START) ? START : '</title>'
  return page.replace(place, () => place + hint)
}

/** Puts a document into its page: readable before any script runs, and fetched as JSON meanwhile. */
function fillPage(page: string, id: string, { title, preview, html }: PageContent): Buffer {
  const href = escapeAttribute(`/api/documents/${id}`)
  const preload = `<link rel="preload" as="fetch" href="${href}" crossorigin="anonymous">`
  // Functions, because a replacement text would give a meaning to dollar signs in what people wrote.
  const [before = '', after = ''] = withHint(page, preload)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escapeText(title)} · Samepage</title>${preview}`)
    .split(PLACE)
  return Buffer.concat([Buffer.from(before), html, Buffer.from(after)])
}

/** Where a document's page holds its text. */
const PLACE = '<!--document-->'
