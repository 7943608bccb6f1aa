import type { NodeViewConstructor } from 'prosemirror-view'
import { codeView } from './code/code-view.ts'
import { fetchedTools } from './late-plugins.ts'
import type { PageActions } from './page-actions.ts'
import { calloutView } from './sections/callout-view.ts'
import { fetchTableTools } from './tables/fetch-table-tools.ts'
import { tableView } from './tables/table-view.ts'

/** The views of the blocks whose tools are fetched with the first of them. */
export function toolViews(page: PageActions): Record<string, NodeViewConstructor> {
  const calloutTools = fetchedTools(async () => [(await import('./sections/callout-bar.ts')).calloutBar()])
  const codeTools = fetchedTools(async () => {
    const [{ codeBar }, { highlighting }] = await Promise.all([
      import('./code/code-bar.ts'),
      import('./code/highlighting.ts'),
    ])
    return [codeBar(page.say), highlighting()]
  })
  return {
    code_block(node, view) {
      void codeTools(view)
      return codeView(node)
    },
    callout(node, view) {
      void calloutTools(view)
      return calloutView(node)
    },
    table(node, view) {
      void fetchTableTools(view)
      return tableView(node)
    },
  }
}
