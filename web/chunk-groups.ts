/** What the bundler knows of a module. */
interface ModuleGraph {
  getModuleInfo(id: string): {
    readonly importedIds: readonly string[]
    readonly dynamicallyImportedIds: readonly string[]
    readonly code: string | null
  } | null
}

type GroupName = 'base' | 'shared' | 'model' | 'document' | 'house'

const IS_SCRIPT = /\.m?[jt]s$/
/** A file of the icon set; all of them are reached by one index, so its importers are told from their code. */
const PICTURE = /\/node_modules\/lucide\/.*\/icons\/([\w-]+)\.m?js$/
const IS_PICTURE = /\/node_modules\/lucide\//

/** A group as the bundler takes it. */
interface ChunkGroup {
  readonly name: (id: string, graph: ModuleGraph) => string | null
  readonly priority: number
  readonly debugName: string
}

/** The modules that each page loads at once, or later. */
type Pages = Readonly<
  Record<'document' | 'everDocument' | 'home' | 'homeLater' | 'connection' | 'others', ReadonlySet<string>>
>

/**
 * Puts what a page loads at once into one chunk or three, where the bundler by itself would make forty:
 * together they are compressed a tenth smaller. `base` is what all pages load, `shared` what the home page and a
 * document both load, `model` what the home page fetches of it later, `document` what a document alone loads, `house`
 * what the home page loads at once and a document later. What is fetched later is left to the bundler.
 * `here` makes a path in this folder a whole one.
 */
export function createChunkGroups(here: (path: string) => string): ChunkGroup[] {
  let pages: Pages | undefined
  const groupOf = (id: string, graph: ModuleGraph): GroupName | undefined => {
    pages ??= readPages(graph, here)
    const picture = PICTURE.exec(id)?.[1]
    if (picture !== undefined) return groupOfPicture(picture, pages)
    // A page and its styles are the bundler's own business, and so is the index of the pictures.
    if (!IS_SCRIPT.test(id) || IS_PICTURE.test(id) || pages.others.has(id)) return undefined
    if (!pages.document.has(id)) return isHouse(id, pages) ? 'house' : undefined
    if (pages.home.has(id)) return pages.connection.has(id) ? 'base' : 'shared'
    if (pages.connection.has(id)) return undefined
    return pages.homeLater.has(id) ? 'model' : 'document'
  }
  // A group takes along what its modules import: what more pages need is given away first.
  return (['house', 'document', 'model', 'shared', 'base'] as const).map((group, priority) => ({
    name: (id, graph) => (groupOf(id, graph) === group ? group : null),
    priority,
    debugName: group,
  }))
}

function readPages(graph: ModuleGraph, here: (path: string) => string): Pages {
  return {
    document: reachedFrom(graph, here('document.html')),
    everDocument: everReachedFrom(graph, here('document.html')),
    home: reachedFrom(graph, here('home.html')),
    homeLater: reachedFrom(graph, here('kept-text.ts')),
    connection: reachedFrom(graph, here('connection.html')),
    // These must stay whole: they are no part of a page's modules.
    others: reachedFrom(
      graph,
      here('theme/first-paint.ts'),
      here('after-paint.ts'),
      here('service-worker/service-worker.ts'),
    ),
  }
}

/** What the home page loads at once, and a document when somebody asks for it. */
function isHouse(id: string, { home, connection, everDocument }: Pages): boolean {
  return home.has(id) && !connection.has(id) && everDocument.has(id)
}

/** A picture that both pages show at once must not lie where one of them would have to load all of the other. */
function groupOfPicture(name: string, pages: Pages): GroupName | undefined {
  const { home, document } = pages
  if (!document.has(pictureId(name))) return isHouse(pictureId(name), pages) ? 'house' : undefined
  return home.has(pictureId(name)) ? 'shared' : 'document'
}

/** By which a set of modules holds a picture that one of them names. */
function pictureId(name: string): string {
  return `picture:${name}`
}

/** The files of the pictures that a module imports by name, such as `folder-input` for `FolderInput`. */
function picturesIn(code: string): string[] {
  const names = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']lucide["']/g)].flatMap(([, list = '']) =>
    list.split(',').map((one) => one.trim().split(/\s+as\s+/)[0] ?? ''),
  )
  return names.map((name) =>
    name
      .replace(/([a-z\d])([A-Z])/g, '$1-$2')
      .replace(/([a-zA-Z])(\d)/g, '$1-$2')
      .toLowerCase(),
  )
}

/** Every module that is loaded with these, by imports that are not put off. */
function reachedFrom(graph: ModuleGraph, ...entries: string[]): ReadonlySet<string> {
  return follow(graph, entries, ({ importedIds }) => importedIds)
}

/** Every module that is loaded with these, or because of them. */
function everReachedFrom(graph: ModuleGraph, entry: string): ReadonlySet<string> {
  return follow(graph, [entry], ({ importedIds, dynamicallyImportedIds }) => [
    ...importedIds,
    ...dynamicallyImportedIds,
  ])
}

function follow(
  graph: ModuleGraph,
  entries: readonly string[],
  nextOf: (module: NonNullable<ReturnType<ModuleGraph['getModuleInfo']>>) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set(entries)
  for (const id of reached) {
    const module = graph.getModuleInfo(id)
    for (const next of module ? nextOf(module) : []) reached.add(next)
    const code = module?.code
    for (const picture of picturesIn(code ?? '')) reached.add(pictureId(picture))
  }
  return reached
}
