import { html, nothing, render, type TemplateResult } from 'lit'
import type { ArchiveTaken } from '../../document/protocol/archive.ts'
import type { Answer } from '../api/answer.ts'
import { sendArchive } from '../api/archive.ts'
import { askAgain, isBusy } from '../api/ask-again.ts'
import { houseWords } from '../house-words.ts'
import { freshId } from '../identifiers.ts'
import { systemClock } from '../system-clock.ts'
import type { ArchiveDeps } from './archive-actions.ts'

type BringDeps = Pick<ArchiveDeps, 'onTaken' | 'random'>

/** Brings an archive back in front of a person: how far it is, then what came in and what did not. */
export function bringArchive(file: File, { onTaken, random }: BringDeps): void {
  const dialog = document.createElement('dialog')
  const abort = new AbortController()
  const close = (): void => dialog.close()
  const show = (content: TemplateResult, button: string): void => {
    render(
      html`<div class="archive">
        <h2>${houseWords.archive.heading}</h2>
        ${content}
        <div class="dialog-actions">
          <button type="button" class="button filled" autofocus @click=${close}>${button}</button>
        </div>
      </div>`,
      dialog,
    )
  }
  dialog.className = 'dialog'
  dialog.setAttribute('aria-label', houseWords.archive.heading)
  dialog.addEventListener('close', () => {
    abort.abort()
    dialog.remove()
  })
  document.body.append(dialog)
  const onPart = (part: number): void => show(underWay(part), houseWords.archive.cancel)
  onPart(0)
  dialog.showModal()
  const id = freshId()
  const { signal } = abort
  const answered = askAgain(() => sendArchive(id, { bytes: file, onPart, signal }), {
    clock: systemClock,
    passes: (answer) => answer.kind === 'unreachable' || isBusy(answer),
    random,
    onWait: () => show(waiting(), houseWords.archive.cancel),
    signal,
  })
  void answered.then((answer) => {
    if (abort.signal.aborted) return
    show(outcome(answer), houseWords.archive.close)
    if (answer.kind === 'ok') onTaken()
  })
}

/** When all has left, the server still reads; nobody knows for how long. */
function underWay(part: number): TemplateResult {
  const { archive } = houseWords
  const label = part < 1 ? archive.sending : archive.reading
  return html`<p role="status">${label}</p>
    ${
      part < 1
        ? html`<progress max="1" .value=${part} aria-label=${label}></progress>`
        : html`<progress aria-label=${label}></progress>`
    }`
}

function waiting(): TemplateResult {
  return html`<p role="status">${houseWords.archive.waiting}</p>`
}

function outcome(answer: Answer<ArchiveTaken>): TemplateResult {
  const { archive } = houseWords
  if (answer.kind !== 'ok') return html`<p role="alert">${whyNot(answer)}</p>`
  const { documents, files, left } = answer.value
  return html`<p role="status">${archive.taken(documents.length, files)}</p>
    ${
      left.length === 0
        ? nothing
        : html`<p>${archive.left}</p>
            <ul class="archive-left">
              ${left.map(({ name, fault }) => html`<li><span dir="auto">${name}</span>: ${archive.faults[fault]}</li>`)}
            </ul>`
    }`
}

function whyNot(answer: Exclude<Answer<ArchiveTaken>, { kind: 'ok' }>): string {
  const { archive } = houseWords
  if (answer.kind === 'unreachable') return archive.unreachable
  if (answer.code === 'invalid-archive') return archive.invalid
  if (answer.code === 'file-too-large') return archive.tooLarge
  return answer.code === 'storage-full' ? archive.full : archive.refused
}
