import './elements/home-page.ts'
import './elements/language-choice.ts'
import './elements/me-dialog.ts'
import { createApi } from './api/http.ts'
import { copyText } from './elements/copy-text.ts'
import { readKeptText } from './kept-text.ts'
import { type DeviceContent, readDevice } from './read-device.ts'
import { registerServiceWorker } from './register-service-worker.ts'
import { createOutboxStore } from './sync/outbox-store.ts'
import { within } from './sync/within.ts'
import { systemClock } from './system-clock.ts'

/** A database that does not answer for so long is not waited for. */
const DEVICE_PATIENCE_MS = 1_000

/** A list that does not come in this time is said to be missing; it is shown when it comes after all. */
const SERVER_PATIENCE_MS = 6_000

const NOTHING: DeviceContent = { kept: [], unsent: new Map() }

const api = createApi()
const store = createOutboxStore()
const page = document.querySelector('sp-home-page')
const meDialog = document.querySelector('sp-me-dialog')

let loads = 0

async function load(): Promise<void> {
  if (!page) return
  const mine = ++loads
  page.isMaking = false
  const asked = Promise.all([api.listDocuments(), api.me()])
  const device = await within(systemClock, DEVICE_PATIENCE_MS, readDevice(store), NOTHING)
  const inTime = await within(systemClock, SERVER_PATIENCE_MS, asked, undefined)
  page.unsent = device.unsent
  if (!inTime && mine === loads) page.view = { kind: 'failed', kept: device.kept, now: Date.now() }
  const [list, me] = inTime ?? (await asked)
  if (mine !== loads) return
  page.me = me.kind === 'ok' ? me.value : undefined
  const now = Date.now()
  if (list.kind !== 'ok') {
    page.view = { kind: 'failed', kept: device.kept, now }
    return
  }
  const { documents } = list.value
  const listed = new Set<string>(documents.map(({ id }) => id))
  // The server lists what I wrote in; it knows nothing of work that never reached it.
  const kept = device.kept.filter(({ document }) => device.unsent.has(document) && !listed.has(document))
  page.view = { kind: 'ready', documents, kept, now }
}

async function make(): Promise<void> {
  if (!page) return
  page.isMaking = true
  page.hasFailedToMake = false
  const answer = await api.createDocument({})
  if (answer.kind === 'ok') {
    location.assign(`/d/${answer.value.id}`)
    return
  }
  page.isMaking = false
  page.hasFailedToMake = true
}

page?.addEventListener('new-document', () => void make())
page?.addEventListener('retry-list', () => {
  page.view = { kind: 'loading' }
  void load()
})
page?.addEventListener('copy-kept', async ({ document: id }) => {
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
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) void load()
})
void load()
registerServiceWorker()
