/** What the bundler knows of a module. */
interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

type GroupName = 'base' | 'shared' | 'document'

const IS_SCRIPT = /\.m?[jt]s$/
const IS_PICTURE = /\/node_modules\/lucide\//

/** A group as the bundler takes it. */
interface ChunkGroup {
  readonly name: (id: string, graph: ModuleGraph) => string | null
  readonly priority: number
  readonly debugName: string
}

/** The modules that each page loads at once. */
type Pages = Readonly<Record<'document' | 'home' | 'connection' | 'others', ReadonlySet<string>>>

/**
 * Puts what a page loads at once into one chunk or three, where the bundler by itself would make forty:
 * together they are compressed a tenth smaller. `base` is what all pages load, `shared` what the home page and a
 * document both load, `document` what a document alone does. What is fetched later is left to the bundler.
 * `here` makes a path in this folder a whole one.
 */
export function createChunkGroups(here: (path: string) => string): ChunkGroup[] {
  let pages: Pages | undefined
  const groupOf = (id: string, graph: ModuleGraph): GroupName | undefined => {
    pages ??= readPages(graph, here)
    // A page and its styles are the bundler's own business, and the pictures: all of them are reached by one index.
    if (!IS_SCRIPT.test(id) || IS_PICTURE.test(id) || !pages.document.has(id) || pages.others.has(id))
      return undefined
    if (pages.home.has(id)) return pages.connection.has(id) ? 'base' : 'shared'
    return pages.connection.has(id) ? undefined : 'document'
  }
  // A group takes along what its modules import: what more pages need is given away first.
  return (['document', 'shared', 'base'] as const).map((group, priority) => ({
    name: (id, graph) => (groupOf(id, graph) === group ? group : null),
    priority,
    debugName: group,
  }))
}

function readPages(graph: ModuleGraph, here: (path: string) => string): Pages {
  return {
    document: reachedFrom(graph, here('document.html')),
    home: reachedFrom(graph, here('home.html')),
    connection: reachedFrom(graph, here('connection.html')),
    // These must stay whole: they are no part of a page's modules.
    others: reachedFrom(graph, here('theme/first-paint.ts'), here('service-worker/service-worker.ts')),
  }
}

/** Every module that is loaded with these, by imports that are not put off. */
function reachedFrom(graph: ModuleGraph, ...entries: string[]): ReadonlySet<string> {
  const reached = new Set(entries)
  for (const id of reached) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) reached.add(next)
  return reached
}
