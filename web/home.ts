import './elements/home-page.ts'
import './elements/language-choice.ts'
import './elements/me-dialog.ts'
import './elements/toast-line.ts'
import type { DocumentList } from '../document/protocol/home.ts'
import { createApi } from './api/http.ts'
import { addArchiveActions } from './archive/archive-actions.ts'
import { copyText } from './elements/copy-text.ts'
import { createDocumentDesk } from './house/document-desk.ts'
import { addHomeActions } from './house/home-actions.ts'
import { askTemplate, makeDocument, readTemplate } from './house/new-document.ts'
import { createSearchDesk } from './house/search-desk.ts'
import { addressOf, readWish, type Wish } from './house/wish.ts'
import { houseWords } from './house-words.ts'
import { wireImport } from './import/wire-import.ts'
import { later } from './later.ts'
import { createActions } from './palette/actions.ts'
import { wirePalette } from './palette/wire-palette.ts'
import { type DeviceContent, readDevice } from './read-device.ts'
import { registerServiceWorker } from './register-service-worker.ts'
import { wireShortcutKeys } from './shortcut-keys.ts'
import { createOutboxStore } from './sync/outbox-store.ts'
import { within } from './sync/within.ts'
import { systemClock } from './system-clock.ts'

/** A database that does not answer for so long is not waited for. */
const DEVICE_PATIENCE_MS = 1_000

/** A list that does not come in this time is said to be missing; it is shown when it comes after all. */
const SERVER_PATIENCE_MS = 6_000

/** How often the list is looked at again while somebody looks at it. */
const LOOK_MS = 4_000

const NOTHING: DeviceContent = { kept: [], unsent: new Map() }

const api = createApi()
const store = createOutboxStore()
const page = document.querySelector('sp-home-page')
const meDialog = document.querySelector('sp-me-dialog')
const toast = document.querySelector('sp-toast-line')
const actions = createActions()

let loads = 0
let wish = readWish(location.search)
let known: DocumentList | undefined
let device = NOTHING
let cancelLook = () => {}

async function load(): Promise<void> {
  if (!page) return
  const mine = ++loads
  page.isMaking = false
  const asked = Promise.all([api.listDocuments(wish), api.me()])
  device = await within(systemClock, DEVICE_PATIENCE_MS, readDevice(store), NOTHING)
  const inTime = await within(systemClock, SERVER_PATIENCE_MS, asked, undefined)
  page.unsent = device.unsent
  // While the server still answers: who copies it may have none any more.
  if (device.kept.length > 0) fetchKeptText().catch(() => undefined)
  if (!inTime && mine === loads) page.view = { kind: 'failed', kept: device.kept, now: Date.now() }
  const [list, me] = inTime ?? (await asked)
  if (mine !== loads) return
  page.me = me.kind === 'ok' ? me.value : undefined
  if (list.kind === 'ok') {
    healed()
    showList(list.value)
  } else page.view = { kind: 'failed', kept: device.kept, now: Date.now() }
  lookLater()
}

/** What reads a document that is kept here; it knows every kind of block, and few need it. */
const fetchKeptText = () => import('./kept-text.ts')

function showList(list: DocumentList): void {
  if (!page) return
  known = list
  const listed = new Set<string>(list.documents.map(({ id }) => id))
  // The server lists what I wrote in; it knows nothing of work that never reached it.
  const isWhole = wish.shows === 'all' && wish.folder === undefined && list.total === list.documents.length
  const kept = isWhole
    ? device.kept.filter(({ document }) => device.unsent.has(document) && !listed.has(document))
    : []
  page.view = { kind: 'ready', list, kept, now: Date.now() }
}

/** The server answers: what could not be made because it did not can be made now. */
function healed(): void {
  if (page?.notMade === 'unreachable') page.notMade = undefined
}

/** Looks again while somebody looks: who writes where, titles and times change by themselves. */
function lookLater(): void {
  cancelLook()
  cancelLook = later(LOOK_MS, () => void look())
}

async function look(): Promise<void> {
  const mine = loads
  if (document.visibilityState === 'hidden' || !page || page.view.kind === 'loading') return
  if (page.view.kind === 'failed') return load()
  const answer = await api.listAgain(wish, known?.version ?? '')
  if (mine !== loads) return
  if (answer.kind === 'ok') healed()
  if (answer.kind === 'ok' && answer.value) showList(answer.value)
  // Times such as "5 minutes ago" go on, though the list stays as it is.
  else if (page.view.kind === 'ready') page.view = { ...page.view, now: Date.now() }
  lookLater()
}

/** Another list, under its own address; what is shown stays until it is here. */
async function go(next: Wish): Promise<void> {
  wish = next
  if (page) page.wish = next
  const mine = ++loads
  const answer = await api.listDocuments(next)
  if (mine !== loads) return
  if (answer.kind === 'ok') showList(answer.value)
  else toast?.say(houseWords.row.failed)
  lookLater()
}

async function make(content: () => Promise<Parameters<typeof makeDocument>[1]>): Promise<void> {
  if (!page) return
  page.isMaking = true
  page.notMade = undefined
  const notMade = await content()
    .then((made) => makeDocument(api, made))
    .catch(() => 'otherwise' as const)
  if (!notMade) return
  page.isMaking = false
  page.notMade = notMade
}

async function makeFromTemplate(): Promise<void> {
  const name = await askTemplate().catch(() => toast?.say(houseWords.list.missing))
  if (name) await make(() => readTemplate(name, new Date()))
}

const makeEmpty = (): Promise<void> => make(async () => ({}))
const desk = createDocumentDesk({
  api,
  say: (text, action) => toast?.say(text, action),
  folders: () => known?.folders.map(({ name }) => name) ?? [],
  refresh: () => void look(),
})
const search = createSearchDesk(api, Date.now, (found) => {
  if (page) page.found = found
})
const openPalette = wirePalette(
  { api, actions, document: undefined },
  async () => undefined,
  () => toast?.say(houseWords.list.missing),
)
addHomeActions(actions, {
  openPalette,
  makeEmpty,
  makeFromTemplate,
  editMe: () => page?.me && meDialog?.open(page.me),
})
addArchiveActions(actions, {
  random: Math.random,
  onTaken: () => void look(),
  onMissing: () => toast?.say(houseWords.list.missing),
})
wireImport(actions, { refresh: () => void look(), open: (url) => location.assign(url), random: Math.random })
if (page) {
  page.wish = wish
  page.actions = actions
}

page?.addEventListener('new-document', () => void makeEmpty())
page?.addEventListener('search-typed', ({ typed }) => search(typed))
page?.addEventListener('document-request', ({ action, line }) => void desk.act(action, line))
page?.addEventListener('wish-change', ({ wish: next }) => {
  if (addressOf(next) !== addressOf(wish)) history.pushState(null, '', addressOf(next))
  void go(next)
})
page?.addEventListener('rename-folder', async ({ folder }) => {
  const renamed = await desk.renameFolder(folder)
  if (renamed === undefined) return
  const next = { ...wish, folder: renamed }
  history.replaceState(null, '', addressOf(next))
  void go(next)
})
page?.addEventListener('retry-list', () => {
  page.view = { kind: 'loading' }
  void load()
})
page?.addEventListener('copy-kept', async ({ document: id }) => {
  const { readKeptText } = await fetchKeptText()
  if (await copyText(await readKeptText(store, id))) page.copied = id
})
page?.addEventListener('edit-me', () => page.me && meDialog?.open(page.me))
meDialog?.addEventListener('me-chosen', async ({ me }) => {
  const answer = await api.saveMe(me)
  if (answer.kind !== 'ok') {
    meDialog.fail()
    return
  }
  if (page) page.me = answer.value
  meDialog.close()
})
addEventListener('popstate', () => void go(readWish(location.search)))
document.addEventListener('visibilitychange', () => void look())
addEventListener('online', () => void look())
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void load()
})
wireShortcutKeys(window)
void load()
registerServiceWorker()
