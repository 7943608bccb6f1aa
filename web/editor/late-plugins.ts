import type { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

/** Puts plugins that were fetched later before those the editor has; one that is there already stays. */
export function addPlugins(view: EditorView, plugins: readonly Plugin[]): void {
  const fresh = plugins.filter((plugin) => !view.state.plugins.includes(plugin))
  if (fresh.length === 0) return
  view.updateState(view.state.reconfigure({ plugins: [...fresh, ...view.state.plugins] }))
}
