import type { EditorView } from 'prosemirror-view'
import { copyText } from '../../elements/copy-text.ts'
import { FormatBar } from '../../elements/format-bar.ts'
import '../../elements/link-bubble.ts'
import type { LinkBubble } from '../../elements/link-bubble.ts'
import { isWrittenKey } from '../../elements/written-key.ts'
import { toolWords } from '../../tool-words.ts'
import { words } from '../../words.ts'
import { type Floating, float } from '../floating.ts'
import { formatState } from '../format-state.ts'
import { removeLink } from '../marks.ts'
import type { PageActions } from '../page-actions.ts'
import { followHeadingLink } from '../references/heading-links.ts'
import { commandOf } from '../tools.ts'
import { TURN_KINDS, turnInto, turnKindOf } from '../turn-into.ts'
import type { BubbleScreen } from './bubble-plugin.ts'
import type { Bubble } from './bubble-state.ts'

/** The two bubbles of an editor, in one holder that floats at the text. */
export function openBubbles(view: EditorView, page: PageActions, onLeave: () => void): BubbleScreen {
  const holder = document.createElement('div')
  holder.className = 'bubble floating'
  holder.hidden = true
  const formats = createFormats(view, page)
  const link = createLink(view, page)
  // Beside the text, within the same landmark.
  view.dom.after(holder)

  let shown: Bubble | undefined
  let floating: Floating | undefined

  const element = ({ kind }: Bubble): FormatBar | LinkBubble => (kind === 'format' ? formats : link)

  holder.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') event.preventDefault()
    else if (!isWrittenKey(event) || event.target instanceof HTMLSelectElement) return
    view.focus()
  })
  holder.addEventListener('focusout', ({ relatedTarget }) => {
    if (!holds(relatedTarget)) onLeave()
  })

  const holds = (target: EventTarget | null) => target instanceof Node && holder.contains(target)

  function hide(): void {
    holder.hidden = true
    floating?.stop()
    floating = undefined
  }

  return {
    show(bubble) {
      const before = shown
      shown = bubble && isUseful(bubble) ? bubble : undefined
      if (!shown) {
        if (before) hide()
        return
      }
      if (shown.kind === 'format')
        formats.format = { ...formatState(view.state, view.editable), block: turnKindOf(view.state) }
      else link.href = shown.href
      if (shown.kind !== before?.kind) {
        hide()
        holder.replaceChildren(element(shown))
        holder.hidden = false
        floating = float(view, holder, () => shown, {
          placement: shown.kind === 'format' ? 'top' : 'bottom-start',
        })
      } else floating?.place()
    },
    holds,
    focus() {
      if (holder.hidden) return false
      holder.querySelector<HTMLElement>('a, [tabindex="0"]')?.focus()
      return true
    },
    destroy() {
      hide()
      holder.remove()
    },
  }
}

/** Where fingers select, the system's own handles and menu are over the words, and our bar is below them. */
function isUseful({ kind }: Bubble): boolean {
  return kind === 'link' || !matchMedia('(pointer: coarse)').matches
}

function createFormats(view: EditorView, page: PageActions): FormatBar {
  const bar = new FormatBar()
  bar.kinds = TURN_KINDS.map((kind) => [kind, toolWords.insert.entries[kind].label] as const)
  bar.groups = [
    ['strong', 'em', 'underline', 'strike', 'code'],
    ['text_colour', 'highlight', 'colours', 'layout'],
    ['link', 'clear'],
  ]
  bar.addEventListener('format-request', (request) => {
    view.focus()
    const command = request.block ? turnInto(request.block) : commandOf(request, page)
    command(view.state, view.dispatch, view)
  })
  return bar
}

function createLink(view: EditorView, page: PageActions): LinkBubble {
  const link = document.createElement('sp-link-bubble')
  link.addEventListener('click', (event) => {
    const isAddress = (event.target as Element).closest('a') !== null
    if (isAddress && followHeadingLink(view, link.href)) event.preventDefault()
  })
  link.addEventListener('link-request', async ({ action }) => {
    if (action === 'copy') {
      page.say((await copyText(link.href)) ? words.link.copied : words.link.notCopied)
      return
    }
    view.focus()
    if (action === 'edit') page.openLinkDialog()
    else removeLink(view.state, view.dispatch)
  })
  return link
}
