import { baseKeymap } from 'prosemirror-commands'
import { gapCursor } from 'prosemirror-gapcursor'
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { EditorState, Plugin, Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { assertOneTransform } from '../../document/commit/transform-guard.ts'
import { takesFocusBy } from '../focus-back.ts'
import { language } from '../language.ts'
import { words } from '../words.ts'
import { autolink } from './autolink.ts'
import { bounds, type OutOfBounds } from './bounds.ts'
import { carets } from './carets.ts'
import { clickBelow } from './click-below.ts'
import type { ClipboardParts } from './clipboard-parts.ts'
import { smartCopy } from './copy.ts'
import { drops } from './drag/drops.ts'
import { blockHandle } from './handle/block-handle.ts'
import { markdownRules } from './input-rules.ts'
import { editorKeymap } from './keymap.ts'
import { latePlugins } from './late-plugins.ts'
import { captions } from './media/figure-commands.ts'
import { figureView } from './media/figure-view.ts'
import { menus } from './menus.ts'
import type { PageActions } from './page-actions.ts'
import { pastBlock } from './past-block.ts'
import { smartPaste } from './paste.ts'
import { placeholders } from './placeholders.ts'
import { referenceKeys } from './references/reference-keys.ts'
import { referenceViews } from './references/reference-views.ts'
import type { References } from './references/references.ts'
import { detailsView } from './sections/details-view.ts'
import { folding } from './sections/folding.ts'
import { taskItemView } from './task-item-view.ts'
import { timelySelection } from './timely-selection.ts'
import { toolViews } from './tool-views.ts'
import { typography } from './typography.ts'
import { isTypographyOn } from './typography-choice.ts'
import { undoHistory } from './undo/history.ts'

/** What an editor is made of. */
export interface EditorOptions {
  readonly page: PageActions
  readonly references: References
  /** The element with the served text; it becomes the editable itself, so that nothing jumps. */
  readonly mount: HTMLElement
  /** Lies over the text and takes the carets of others. */
  readonly caretLayer: HTMLElement
  readonly doc: Node
  readonly isEditable: () => boolean
  /** Undefined while they are loading. */
  readonly clipboard: () => ClipboardParts | undefined
  /** A change was not made, because no document can hold it. */
  readonly onOutOfBounds: (reason: OutOfBounds) => void
  readonly plugins: readonly Plugin[]
  readonly dispatch: (view: EditorView, tr: Transaction) => void
}

/** Puts the editor in the place of the served text. */
export function createEditor(options: EditorOptions): EditorView {
  assertOneTransform(Transaction)
  const { mount, doc, isEditable, dispatch } = options
  const view: EditorView = new EditorView(
    { mount },
    {
      state: EditorState.create({ doc, plugins: pluginsOf(options) }),
      editable: isEditable,
      dispatchTransaction: (tr) => dispatch(view, tr),
      nodeViews: {
        task_item: taskItemView,
        details: detailsView,
        figure: figureView,
        ...toolViews(options.page),
        ...referenceViews(options.references),
      },
      // Room for the header and the format bar, which lie over the page's top.
      scrollMargin: { top: 140, bottom: 80, left: 8, right: 8 },
      scrollThreshold: { top: 140, bottom: 80, left: 8, right: 8 },
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': words.editor.label,
        'aria-keyshortcuts': 'Alt+F10',
        spellcheck: 'true',
        translate: 'no',
      },
    },
  )
  takesFocusBy(view.dom, () => view.focus())
  return view
}

/** Another document in the same editor, with nothing to undo. */
export function resetEditor(view: EditorView, doc: Node): void {
  view.updateState(EditorState.create({ doc, plugins: view.state.plugins }))
}

function pluginsOf(options: EditorOptions): Plugin[] {
  return [
    bounds(options.onOutOfBounds),
    timelySelection(),
    ...menus(options.page, options.references),
    latePlugins(),
    referenceKeys(),
    blockHandle(async () => {
      const { openHandle } = await import('./handle/open-handle.ts')
      return (view, first) => openHandle(view, options.page, first)
    }),
    drops(options.page.say),
    markdownRules(),
    autolink(),
    typography(language, isTypographyOn),
    editorKeymap(options.page),
    captions(),
    pastBlock(),
    toolsByKey(options.page),
    keymap(baseKeymap),
    undoHistory(),
    smartPaste(options.clipboard),
    smartCopy(options.clipboard),
    placeholders(),
    folding(),
    clickBelow(),
    carets(options.caretLayer),
    gapCursor(),
    ...options.plugins,
  ]
}

/**
 * Alt-F10 gives the keyboard to the page's tools, where nothing nearer wants it. Escape does not: whoever closes something
 * with it, also what had closed by itself, writes on.
 */
function toolsByKey(page: Pick<PageActions, 'leaveText'>): Plugin {
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (view.composing) return false
        if (event.key === 'Escape') return true
        if (event.key !== 'F10' || !event.altKey) return false
        page.leaveText()
        return true
      },
    },
  })
}
