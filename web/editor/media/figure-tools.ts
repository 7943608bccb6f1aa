import { Maximize2, MessageSquareText, Trash2 } from 'lucide'
import type { Node } from 'prosemirror-model'
import type { EditorView } from 'prosemirror-view'
import { iconElement } from '../../elements/icons.ts'
import { isWrittenKey } from '../../elements/written-key.ts'
import { words } from '../../words.ts'
import { setFigure } from './figure-commands.ts'
import { askDescription, enlarge } from './picture-dialog.ts'

/** What stands over a selected picture. */
export interface FigureTools {
  show(): void
  hide(): void
  /** The picture's attributes may be others now. */
  update(): void
}

/** The picture that is selected. */
export interface FigureDeps {
  readonly dom: HTMLElement
  readonly picture: HTMLImageElement
  readonly view: EditorView
  readonly getPos: () => number | undefined
  readonly node: () => Node
}

const SHARES = [25, 50, 75, 100] as const
/** A press of an arrow at the handle. */
const KEY_STEP_PX = 20
const NARROWEST_PX = 40

/** Widths, description, a large view and removal as a row of buttons; a handle at the picture's edge for its width. */
export function createFigureTools({ dom, picture, view, getPos, node }: FigureDeps): FigureTools {
  const bar = document.createElement('div')
  const handle = createHandle()
  bar.className = 'figure-tools'
  bar.contentEditable = 'false'
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', words.figure.tools)

  const run = (command: ReturnType<typeof setFigure>): void => void command(view.state, view.dispatch)
  const setWidth = (width: number | null): void => {
    const at = getPos()
    if (at !== undefined) run(setFigure(at, 'width', width))
  }
  const pageWidth = (): number => dom.parentElement?.clientWidth ?? dom.clientWidth
  const widths = SHARES.map((share) => {
    const button = tool(`${share} %`, words.figure.width(share), () =>
      setWidth(share === 100 && !isSmall() ? null : Math.round((pageWidth() * share) / 100)),
    )
    button.dataset['share'] = String(share)
    return button
  })
  const describe = tool(iconElement(MessageSquareText), words.figure.describe, async () => {
    const alt = await askDescription(String(node().attrs['alt']))
    const at = getPos()
    if (alt !== undefined && at !== undefined) run(setFigure(at, 'alt', alt))
    view.focus()
  })
  const large = tool(iconElement(Maximize2), words.figure.enlarge, () => enlarge(node().attrs))
  const remove = tool(iconElement(Trash2), words.figure.remove, () => {
    view.dispatch(view.state.tr.deleteSelection())
    view.focus()
  })
  bar.append(...widths, describe, large, remove)
  bar.addEventListener('keydown', moveIn)

  /** A picture that is narrower than the page would not fill it by itself. */
  function isSmall(): boolean {
    const own = node().attrs['naturalWidth'] as number | null
    return own !== null && own < pageWidth()
  }

  function moveIn(event: KeyboardEvent): void {
    const buttons = [...bar.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    // A letter is written into the caption.
    if (event.key === 'Escape' || isWrittenKey(event)) view.focus()
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (to === undefined && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (to !== undefined) buttons[(to + buttons.length) % buttons.length]?.focus()
  }

  handle.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    handle.setPointerCapture(event.pointerId)
    const from = { x: event.clientX, width: picture.clientWidth }
    const isRightToLeft = getComputedStyle(dom).direction === 'rtl'
    let width = from.width
    const move = ({ clientX }: PointerEvent): void => {
      width = bounded(from.width + (isRightToLeft ? from.x - clientX : clientX - from.x))
      picture.width = width
      picture.style.height = 'auto'
    }
    const end = (): void => {
      handle.removeEventListener('pointermove', move)
      picture.style.height = ''
      if (width !== from.width) setWidth(width)
    }
    handle.addEventListener('pointermove', move)
    handle.addEventListener('pointerup', end, { once: true })
    handle.addEventListener('pointercancel', end, { once: true })
  })
  handle.addEventListener('keydown', (event) => {
    const step = { ArrowRight: KEY_STEP_PX, ArrowLeft: -KEY_STEP_PX }[event.key]
    if (event.key === 'Escape') view.focus()
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setWidth(bounded(picture.clientWidth + step))
  })

  function bounded(width: number): number {
    return Math.round(Math.min(Math.max(width, NARROWEST_PX), pageWidth()))
  }

  function update(): void {
    const { alt } = node().attrs
    describe.classList.toggle('is-wanted', alt === '')
    describe.title = alt === '' ? words.figure.describeMissing : words.figure.describe
    const share = Math.round((100 * picture.clientWidth) / pageWidth())
    for (const button of widths)
      button.setAttribute('aria-pressed', String(Number(button.dataset['share']) === share))
    handle.setAttribute('aria-valuenow', String(share))
  }

  return {
    update,
    show() {
      if (!view.editable) return
      dom.append(bar, handle)
      update()
    },
    hide() {
      bar.remove()
      handle.remove()
    },
  }
}

function createHandle(): HTMLElement {
  const handle = document.createElement('div')
  handle.className = 'figure-tools figure-handle'
  handle.contentEditable = 'false'
  handle.tabIndex = 0
  handle.setAttribute('role', 'slider')
  handle.setAttribute('aria-label', words.figure.resize)
  handle.setAttribute('aria-valuemin', '1')
  handle.setAttribute('aria-valuemax', '100')
  return handle
}

function tool(content: SVGElement | string, label: string, act: () => unknown): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'tool'
  button.setAttribute('aria-label', label)
  button.title = label
  button.append(content)
  button.addEventListener('mousedown', (event) => event.preventDefault())
  button.addEventListener('click', () => void act())
  return button
}
