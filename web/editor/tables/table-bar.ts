import {
  AlignHorizontalSpaceAround,
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  ChevronsLeftRight,
  ChevronsRightLeft,
  type IconNode,
  PanelLeft,
  PanelTop,
  TableCellsMerge,
  TableCellsSplit,
  Trash2,
} from 'lucide'
import type { Command, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import type { BarEntry, BarMenu } from '../../elements/block-bar.ts'
import { toolWords } from '../../tool-words.ts'
import { blockBar } from '../block-bar.ts'
import { guarded } from '../bounds.ts'
import { ancestorOf } from '../sections/ancestor.ts'
import { tableCommands } from './commands.ts'
import { stepWidth } from './resize.ts'

const { nodes } = schema

const actions = { ...tableCommands, wider: stepWidth(1), narrower: stepWidth(-1) } satisfies Record<
  string,
  Command
>

type ActionName = keyof typeof actions

type Line = readonly [ActionName, IconNode, number]

const MENUS: Readonly<Record<'row' | 'column' | 'cells', readonly Line[]>> = {
  row: [
    ['rowAbove', BetweenHorizontalEnd, 0],
    ['rowBelow', BetweenHorizontalStart, 0],
    ['rowUp', ArrowUp, 1],
    ['rowDown', ArrowDown, 1],
    ['headerRow', PanelTop, 2],
    ['deleteRow', Trash2, 3],
  ],
  column: [
    ['columnBefore', BetweenVerticalEnd, 0],
    ['columnAfter', BetweenVerticalStart, 0],
    ['columnLeft', ArrowLeft, 1],
    ['columnRight', ArrowRight, 1],
    ['wider', ChevronsLeftRight, 2],
    ['narrower', ChevronsRightLeft, 2],
    ['evenWidths', AlignHorizontalSpaceAround, 2],
    ['headerColumn', PanelLeft, 3],
    ['deleteColumn', Trash2, 4],
  ],
  cells: [
    ['merge', TableCellsMerge, 0],
    ['split', TableCellsSplit, 0],
  ],
}

/** The bar at a table that has the caret: rows, columns, cells, and the table itself. */
export function tableBar(): Plugin {
  return blockBar({
    find: (view) => {
      const inner = ancestorOf(view.state.selection.$head, nodes.table, nodes.code_block, nodes.callout)
      const block = inner?.node.type === nodes.table ? view.nodeDOM(inner.pos) : null
      if (!(block instanceof HTMLElement)) return undefined
      return {
        block,
        label: toolWords.table.label,
        side: 'above',
        tools: [
          menu(view, 'row'),
          menu(view, 'column'),
          menu(view, 'cells'),
          {
            kind: 'button',
            id: 'deleteTable',
            label: toolWords.table.actions.deleteTable,
            icon: Trash2,
            run: () => run(view, 'deleteTable'),
          },
        ],
      }
    },
  })
}

function menu(view: EditorView, id: keyof typeof MENUS): BarMenu {
  return {
    kind: 'menu',
    id,
    label: toolWords.table.menus[id],
    entries: () => MENUS[id].map((line) => entry(view, line)),
  }
}

function entry(view: EditorView, [id, icon, group]: Line): BarEntry {
  return {
    id,
    icon,
    label: toolWords.table.actions[id],
    group: String(group),
    isOff: !actions[id](view.state, undefined, view),
    run: () => run(view, id),
  }
}

function run(view: EditorView, id: ActionName): void {
  guarded(actions[id])(view.state, view.dispatch, view)
  view.focus()
}
