import type { Attrs, Node } from 'prosemirror-model'
import { NodeSelection } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { isPictureUrl } from '../../../document/schema/attributes.ts'
import { words } from '../../words.ts'
import type { FigureTools } from './figure-tools.ts'

/** A picture with its caption. What one does with it is fetched when it is first selected. */
export function figureView(node: Node, view: EditorView, getPos: () => number | undefined): NodeView {
  const dom = document.createElement('figure')
  const picture = document.createElement('img')
  const contentDOM = document.createElement('figcaption')
  let shown = node
  let tools: FigureTools | undefined
  let isSelected = false
  picture.contentEditable = 'false'
  picture.draggable = false
  picture.referrerPolicy = 'no-referrer'
  picture.loading = 'lazy'
  contentDOM.dir = 'auto'
  contentDOM.dataset['hint'] = words.figure.caption
  dom.append(picture, contentDOM)

  picture.addEventListener('error', () => dom.classList.add('is-missing'))
  picture.addEventListener('load', () => dom.classList.remove('is-missing'))
  picture.addEventListener('mousedown', (event) => {
    if (event.button === 0 && view.editable) event.preventDefault()
  })
  picture.addEventListener('click', () => {
    const at = getPos()
    if (at === undefined) return
    if (!view.editable) {
      void import('./picture-dialog.ts').then(({ enlarge }) => enlarge(shown.attrs))
      return
    }
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)))
    view.focus()
  })
  picture.addEventListener('dblclick', () => {
    void import('./picture-dialog.ts').then(({ enlarge }) => enlarge(shown.attrs))
  })

  async function showTools(): Promise<void> {
    if (!tools) {
      const { createFigureTools } = await import('./figure-tools.ts')
      tools ??= createFigureTools({ dom, picture, view, getPos, node: () => shown })
    }
    if (isSelected) tools.show()
  }

  show(node)
  function show(next: Node): void {
    shown = next
    const { src, alt } = next.attrs as { src: string; alt: string }
    // What may not be fetched has no address at all, and shows its words.
    if (!isPictureUrl(src)) {
      picture.removeAttribute('src')
      dom.classList.add('is-missing')
    } else if (picture.getAttribute('src') !== src) picture.src = src
    picture.alt = alt
    dom.dataset['missing'] = alt || words.figure.missing
    const size = shownSize(next.attrs)
    setPixels(picture, 'width', size.width)
    setPixels(picture, 'height', size.height)
    contentDOM.classList.toggle('is-empty-caption', next.content.size === 0)
    tools?.update()
  }

  return {
    dom,
    contentDOM,
    update(next) {
      if (next.type !== node.type) return false
      show(next)
      return true
    },
    selectNode() {
      isSelected = true
      dom.classList.add('ProseMirror-selectednode')
      void showTools().catch(() => undefined)
    },
    deselectNode() {
      isSelected = false
      dom.classList.remove('ProseMirror-selectednode')
      tools?.hide()
    },
    stopEvent: (event) => event.target instanceof Element && event.target.closest('.figure-tools') !== null,
    // A caret that a browser puts beside the picture is read, and comes into the caption.
    ignoreMutation: (record) =>
      record.type !== 'selection' && (!contentDOM.contains(record.target) || record.type === 'attributes'),
    destroy() {
      tools?.hide()
    },
  }
}

/** As `toDOM` says it, so that a picture's place is kept while it loads. */
function shownSize(attrs: Attrs): { width: number | null; height: number | null } {
  const { width: chosen, naturalWidth, naturalHeight } = attrs as Record<string, number | null>
  const width = chosen ?? naturalWidth ?? null
  if (!width || !naturalWidth || !naturalHeight) return { width: chosen ?? null, height: null }
  return { width, height: Math.max(1, Math.round((naturalHeight * width) / naturalWidth)) }
}

function setPixels(picture: HTMLImageElement, name: 'width' | 'height', value: number | null): void {
  if (value === null) picture.removeAttribute(name)
  else picture.setAttribute(name, String(value))
}
