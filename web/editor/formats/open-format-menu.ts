import type { Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import '../../elements/colour-menu.ts'
import '../../elements/layout-menu.ts'
import type { Alignment } from '../../../document/schema/alignment.ts'
import { alignmentFor } from '../../../document/schema/alignment.ts'
import { clearMarks, hasMark, takesMarks, toggle } from '../marks.ts'
import { alignAt, setAlign } from './align.ts'
import { colourAt, setColour } from './colour.ts'
import type { FormatMenuName } from './show-format-menu.ts'

const GAP_PX = 6
const EDGE_PX = 8

/**
 * Opens a menu of the format bar at its button, and resolves when it has the keyboard. It closes when something is
 * chosen, by Escape or a press elsewhere.
 */
export async function openFormatMenu(
  view: EditorView,
  name: FormatMenuName,
  button: HTMLElement,
): Promise<void> {
  const root = document
  const open = root.querySelector<HTMLElement>('.format-menu')
  open?.hidePopover()
  // A second press of the button closes its menu.
  if (!view.editable || open?.dataset['menu'] === name) return
  const menu = name === 'colours' ? colourMenu(view, run) : layoutMenu(view, run)
  menu.classList.add('format-menu', 'menu')
  menu.dataset['menu'] = name
  menu.popover = 'manual'

  function close(isToText: boolean): void {
    menu.hidePopover()
    if (isToText) view.focus()
  }
  function run(command: Command): void {
    close(true)
    // Meanwhile the page may have become read-only.
    if (view.editable) command(view.state, view.dispatch, view)
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' && event.key !== 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    close(true)
  }

  function onPress({ target }: PointerEvent): void {
    if (!(target instanceof Node && (menu.contains(target) || button.contains(target)))) close(false)
  }

  button.setAttribute('aria-expanded', 'true')
  // Within the bar, so that the bubble stays while its menu has the focus.
  ;(button.closest('.bubble, header') ?? root.body).append(menu)
  root.addEventListener('keydown', onKey, true)
  root.addEventListener('pointerdown', onPress, true)
  menu.addEventListener('toggle', ({ newState }) => {
    if (newState === 'open') return
    root.removeEventListener('keydown', onKey, true)
    root.removeEventListener('pointerdown', onPress, true)
    button.setAttribute('aria-expanded', 'false')
    menu.remove()
  })
  await menu.updateComplete
  menu.showPopover()
  place(menu, button)
  // Where fingers point, the focus stays in the text: without it the keyboard would go, and the bar with it.
  if (!matchMedia('(pointer: coarse)').matches) menu.focusFirst()
}

function colourMenu(view: EditorView, run: (command: Command) => void) {
  const menu = document.createElement('sp-colour-menu')
  menu.now = {
    text_colour: colourAt(view.state, 'text_colour'),
    highlight: colourAt(view.state, 'highlight'),
  }
  menu.addEventListener('colour-chosen', ({ mark, colour }) => run(setColour(mark, colour)))
  return menu
}

function layoutMenu(view: EditorView, run: (command: Command) => void) {
  const { state } = view
  const menu = document.createElement('sp-layout-menu')
  const now = alignAt(state)
  const standing = (['left', 'right'] as const).find(
    (one) => alignmentFor(one, state.selection.$from.parent.textContent) === null,
  )
  const align: Alignment | undefined = now === null ? standing : now
  menu.on = new Set([
    ...(align ? [align] : []),
    ...(['superscript', 'subscript'] as const).filter((name) => hasMark(state, name)),
  ])
  menu.off = new Set([
    ...(setAlign('left')(state) ? [] : (['left', 'center', 'right', 'justify'] as const)),
    ...(takesMarks(state) ? [] : (['superscript', 'subscript'] as const)),
    ...(clearMarks(state) ? [] : (['clear'] as const)),
  ])
  menu.addEventListener('layout-chosen', ({ choice }) => {
    if (choice === 'clear') run(clearMarks)
    else if (choice === 'superscript' || choice === 'subscript') run(toggle(choice))
    else run(setAlign(choice))
  })
  return menu
}

/** Below its button, or above it where the button is at the foot of the page. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const { top, bottom, left } = button.getBoundingClientRect()
  const { clientWidth: width, clientHeight: height } = document.documentElement
  const fitsBelow = bottom + GAP_PX + menu.offsetHeight <= height - EDGE_PX
  const above = Math.max(EDGE_PX, top - GAP_PX - menu.offsetHeight)
  menu.style.top = `${fitsBelow ? bottom + GAP_PX : above}px`
  menu.style.left = `${Math.max(EDGE_PX, Math.min(left, width - EDGE_PX - menu.offsetWidth))}px`
}
