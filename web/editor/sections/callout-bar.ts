import { CircleX, Info, Lightbulb, MessageSquareWarning, OctagonAlert, TriangleAlert } from 'lucide'
import type { Plugin } from 'prosemirror-state'
import { schema } from '../../../document/schema/schema.ts'
import { CALLOUT_KINDS } from '../../../document/schema/section-nodes.ts'
import { toolWords } from '../../tool-words.ts'
import { blockBar } from '../block-bar.ts'
import { ancestorOf } from './ancestor.ts'
import { unwrapCallout, wrapCallout } from './callout.ts'

const { nodes } = schema

const ICONS = {
  note: Info,
  tip: Lightbulb,
  important: MessageSquareWarning,
  warning: TriangleAlert,
  caution: OctagonAlert,
}

/** The bar at a callout that has the caret: its kind, and a way to take it away. */
export function calloutBar(): Plugin {
  return blockBar({
    find: (view) => {
      const inner = ancestorOf(view.state.selection.$head, nodes.table, nodes.code_block, nodes.callout)
      const block = inner?.node.type === nodes.callout ? view.nodeDOM(inner.pos) : null
      if (!inner || !(block instanceof HTMLElement)) return undefined
      const kind = inner.node.attrs['kind'] as (typeof CALLOUT_KINDS)[number]
      return {
        block,
        label: toolWords.callout.label,
        side: 'inside',
        tools: [
          {
            kind: 'menu',
            id: 'kind',
            label: toolWords.callout.kinds[kind],
            entries: () => [
              ...CALLOUT_KINDS.map((one) => ({
                id: one,
                label: toolWords.callout.kinds[one],
                icon: ICONS[one],
                isOn: one === kind,
                run: () => void wrapCallout(one)(view.state, view.dispatch),
              })),
              {
                id: 'remove',
                label: toolWords.callout.remove,
                icon: CircleX,
                group: 'remove',
                run: () => void unwrapCallout(view.state, view.dispatch),
              },
            ],
          },
        ],
      }
    },
  })
}
