import './elements/connection-page.ts'
import './elements/toast-line.ts'
import { createConnectionProbe } from './api/connection-probe.ts'
import { readBrowserFacts } from './connection/browser-facts.ts'
import { judge } from './connection/judge.ts'
import { measure, type Observations, SILENCE_S } from './connection/measure.ts'
import { reportText } from './connection/report-text.ts'
import { connectionWords as words } from './connection-words.ts'
import { copyText } from './elements/copy-text.ts'
import { systemClock } from './system-clock.ts'

const page = document.querySelector('sp-connection-page')
const toast = document.querySelector('sp-toast-line')
const probe = createConnectionProbe({ now: systemClock.now })
let seen: Observations | undefined

function show(isTestingLonger: boolean): void {
  if (page && seen) page.view = { kind: 'ready', report: judge(seen), isTestingLonger }
}

async function check(): Promise<void> {
  if (page) page.view = { kind: 'running' }
  seen = await measure(probe, readBrowserFacts)
  show(false)
}

async function checkLonger(): Promise<void> {
  show(true)
  const listened = await probe.listen(SILENCE_S)
  if (seen) seen = { ...seen, silence: { seconds: SILENCE_S, listened } }
  show(false)
}

async function copy(): Promise<void> {
  if (!seen) return
  const text = reportText(judge(seen), location.origin, navigator.userAgent)
  toast?.say((await copyText(text)) ? words.copied : words.notCopied)
}

const actions = { again: check, longer: checkLonger, copy }
page?.addEventListener('connection-request', ({ action }) => void actions[action]())
void check()
