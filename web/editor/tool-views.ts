import type { NodeViewConstructor } from 'prosemirror-view'
import { fetchedTools } from './late-plugins.ts'
import { calloutView } from './sections/callout-view.ts'
import { tableView } from './tables/table-view.ts'

/** The views of the blocks whose tools are fetched with the first of them. */
export function toolViews(): Record<string, NodeViewConstructor> {
  const tableTools = fetchedTools(async () => (await import('./tables/table-tools.ts')).tableTools())
  const calloutTools = fetchedTools(async () => [(await import('./sections/callout-bar.ts')).calloutBar()])
  return {
    callout(node, view) {
      calloutTools(view)
      return calloutView(node)
    },
    table(node, view) {
      tableTools(view)
      return tableView(node)
    },
  }
}
