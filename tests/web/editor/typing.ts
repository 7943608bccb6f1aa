import type { Node } from 'prosemirror-model'
import { type Command, EditorState, type Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import type { Step } from 'prosemirror-transform'
import { parseMarkdown } from '../../../document/text/markdown-in.ts'

const CARET = '|'

/** An editor without a screen on a document written in Markdown, its caret or selection marked by `|`. */
export function editorOn(markdown: string, plugins: Plugin[] = []) {
  return editorAt(parseMarkdown(markdown), plugins)
}

/** The same on a document that Markdown cannot write, such as one with an empty paragraph. */
export function editorAt(marked: Node, plugins: Plugin[] = []) {
  const { doc, ends } = takeCarets(marked)
  const [anchor = 1, head = anchor] = ends
  let state = EditorState.create({ doc, plugins, selection: TextSelection.create(doc, anchor, head) })
  const steps: Step[] = []

  const editor = {
    get state() {
      return state
    },
    /** Every step that was made, in order. */
    steps,
    dispatch(tr: Transaction) {
      steps.push(...tr.steps)
      state = state.apply(tr)
    },
    run: (command: Command) => command(state, editor.dispatch),
    /** Types letter by letter, each offered to the plugins first, as the browser's input is. */
    type(text: string) {
      for (const letter of text) editor.put(letter)
    },
    /** Text that comes in at once, as from a suggestion above a phone's keyboard. */
    put(text: string) {
      const { from, to } = state.selection
      // The little of a view that input rules look at.
      const view = {
        get state() {
          return state
        },
        dispatch: editor.dispatch,
        composing: false,
      }
      const isTaken = state.plugins.some((plugin) => {
        const take = plugin.props.handleTextInput as
          | ((view: object, from: number, to: number, text: string) => boolean)
          | undefined
        return take?.call(plugin, view, from, to, text) ?? false
      })
      if (!isTaken) editor.dispatch(state.tr.insertText(text, from, to))
    },
    show: () => show(state),
  }
  return editor
}

/** A document as text, with the caret: `title(Plan) p(one|) ul(li(p@center(two)))`. */
export function show(state: EditorState): string {
  const { doc, selection } = state
  return children(doc, 0, selection.head)
}

const NAMES: Record<string, string> = {
  paragraph: 'p',
  heading: 'h',
  bullet_list: 'ul',
  ordered_list: 'ol',
  list_item: 'li',
  task_list: 'tasks',
  task_item: 'task',
  blockquote: 'quote',
  code_block: 'code',
  horizontal_rule: 'hr',
  hard_break: 'br',
  table_row: 'tr',
  table_cell: 'td',
  table_header: 'th',
}

function children(node: Node, start: number, caret: number): string {
  if (node.isTextblock) {
    let text = ''
    node.forEach((child, offset) => {
      const at = caret - start - offset
      const plain = child.isText ? (child.text ?? '') : `<${NAMES[child.type.name] ?? child.type.name}>`
      const shown = at >= 0 && at < child.nodeSize ? plain.slice(0, at) + CARET + plain.slice(at) : plain
      const marks = child.marks.map((mark) => mark.type.name).join('+')
      text += marks ? `[${marks}:${shown}]` : shown
    })
    return caret === start + node.content.size ? text + CARET : text
  }
  const parts: string[] = []
  node.forEach((child, offset) => {
    parts.push(shown(child, start + offset, caret))
  })
  return parts.join(' ')
}

function shown(node: Node, pos: number, caret: number): string {
  const name = NAMES[node.type.name] ?? node.type.name
  const detail = node.attrs['level'] ?? (node.attrs['language'] || undefined) ?? node.attrs['kind'] ?? ''
  const ticked = node.attrs['checked'] === true ? '+' : ''
  const align = node.attrs['align'] ? `@${node.attrs['align']}` : ''
  return node.isLeaf ? name : `${name}${detail}${ticked}${align}(${children(node, pos + 1, caret)})`
}

function takeCarets(marked: Node): { doc: Node; ends: number[] } {
  const state = EditorState.create({ doc: marked })
  const { tr } = state
  const ends: number[] = []
  marked.descendants((node, pos) => {
    const text = node.text ?? ''
    for (let at = text.indexOf(CARET); at >= 0; at = text.indexOf(CARET, at + 1)) {
      const place = tr.mapping.map(pos + at)
      tr.delete(place, place + 1)
      ends.push(place)
    }
  })
  return { doc: tr.doc, ends }
}
