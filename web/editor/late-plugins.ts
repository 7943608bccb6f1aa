import { Plugin, PluginKey } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

const place = new PluginKey('late-plugins')

/** Marks where plugins that come later stand: behind open menus, before the editor's own keys. */
export function latePlugins(): Plugin {
  return new Plugin({ key: place })
}

/**
 * Gives a running editor more plugins, as tools that are fetched when they are first needed; one that is there
 * already is not added again. What the others know stays. A composition is not disturbed: they wait for its end.
 */
export function addPlugins(view: EditorView, plugins: readonly Plugin[]): void {
  if (view.isDestroyed) return
  if (view.composing) {
    view.dom.addEventListener('compositionend', () => addPlugins(view, plugins), { once: true })
    return
  }
  const known = view.state.plugins
  const fresh = plugins.filter((plugin) => !known.includes(plugin))
  if (fresh.length === 0) return
  const at = known.findIndex(({ spec }) => spec.key === place)
  view.updateState(view.state.reconfigure({ plugins: [...known.slice(0, at), ...fresh, ...known.slice(at)] }))
}

/**
 * What fetches the tools of a kind of block, once for each editor; it resolves when they are there. A fetch that
 * fails is tried again when the next such block is drawn: the text can be written without its tools.
 */
export function fetchedTools(
  fetchTools: () => Promise<readonly Plugin[]>,
): (view: EditorView) => Promise<void> {
  const asked = new WeakMap<EditorView, Promise<void>>()
  return (view) => {
    const known = asked.get(view)
    if (known) return known
    const coming = fetchTools().then(
      (plugins) => addPlugins(view, plugins),
      () => {
        asked.delete(view)
      },
    )
    asked.set(view, coming)
    return coming
  }
}
