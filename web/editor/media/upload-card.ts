import { File as FileIcon, Image as ImageIcon, RotateCw, X } from 'lucide'
import { iconElement } from '../../elements/icons.ts'
import type { UploadState } from '../../files/upload-queue.ts'
import { words } from '../../words.ts'

/** What a person may do with a file on its way. */
export interface CardActions {
  retry(): void
  cancel(): void
}

/** What stands at the place of a file while it is on its way. */
export interface UploadCard {
  readonly dom: HTMLElement
  show(state: UploadState): void
}

/** Makes the card of one file. */
export function createUploadCard(name: string, isPicture: boolean, actions: CardActions): UploadCard {
  const dom = document.createElement('div')
  const label = document.createElement('span')
  const said = document.createElement('span')
  const progress = document.createElement('progress')
  const retry = button(words.files.retry, RotateCw, actions.retry)
  dom.className = 'upload'
  dom.contentEditable = 'false'
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', words.files.onItsWay(name))
  label.className = 'upload-name'
  label.dir = 'auto'
  label.textContent = name
  said.className = 'upload-state'
  said.setAttribute('role', 'status')
  progress.max = 1
  progress.setAttribute('aria-label', words.files.progress)
  const cancel = button(words.files.cancel, X, actions.cancel)
  dom.append(iconElement(isPicture ? ImageIcon : FileIcon), label, said, retry, cancel, progress)

  return {
    dom,
    show(state) {
      dom.dataset['state'] = state.kind
      retry.hidden = state.kind !== 'delayed' && state.kind !== 'refused'
      progress.hidden = state.kind === 'refused'
      if (state.kind === 'sending') progress.value = state.part
      else progress.removeAttribute('value')
      said.textContent = sayState(state)
    },
  }
}

function sayState(state: UploadState): string {
  switch (state.kind) {
    case 'waiting':
      return words.files.waiting
    case 'sending':
      return ''
    case 'delayed':
      return words.files.delayed
    case 'refused':
      if (state.code === 'file-too-large') return words.files.tooLarge
      return state.code === 'empty-file' ? words.files.empty : words.files.refused
  }
}

function button(label: string, shape: typeof X, act: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'button icon-button'
  element.setAttribute('aria-label', label)
  element.title = label
  element.append(iconElement(shape))
  element.addEventListener('click', act)
  return element
}
