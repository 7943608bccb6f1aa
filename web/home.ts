import './elements/home-page.ts'
import './elements/me-dialog.ts'
import { createApi } from './api/http.ts'
import { registerServiceWorker } from './register-service-worker.ts'

const api = createApi()
const page = document.querySelector('sp-home-page')
const meDialog = document.querySelector('sp-me-dialog')

async function load(): Promise<void> {
  if (!page) return
  page.isMaking = false
  const [list, me] = await Promise.all([api.listDocuments(), api.me()])
  page.me = me.kind === 'ok' ? me.value : undefined
  page.view =
    list.kind === 'ok'
      ? { kind: 'ready', documents: list.value.documents, now: Date.now() }
      : { kind: 'failed' }
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
