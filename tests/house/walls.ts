import { posix } from 'node:path'
import { parseSync } from 'vite'

/** What a folder may import besides its own files. Everything else is refused. */
interface Wall {
  readonly folders: readonly string[]
  readonly packages: readonly RegExp[]
}

const PURE = [/^prosemirror-(model|transform)$/, /^valibot$/, /^@noble\/hashes\//]
const NODE = /^node:/

const WALLS: Readonly<Record<string, Wall>> = {
  document: { folders: [], packages: [...PURE, /^prosemirror-markdown$/, /^markdown-it(\/|$)/] },
  db: { folders: ['document'], packages: [...PURE, NODE, /^better-sqlite3$/] },
  server: {
    folders: ['document', 'db'],
    packages: [
      ...PURE,
      NODE,
      /^koa$/,
      /^@koa\//,
      /^pino$/,
      /^file-type$/,
      /^image-size$/,
      /^linkedom$/,
      /^htmlparser2$/,
      /^chardet$/,
      /^mammoth$/,
      /^docx$/,
      /^yauzl$/,
      /^yazl$/,
    ],
  },
  web: {
    folders: ['document'],
    packages: [
      ...PURE,
      /^prosemirror-/,
      /^rope-sequence$/,
      /^idb$/,
      /^lit(\/|$)/,
      /^lucide$/,
      /^lowlight$/,
      /^highlight\.js(\/lib\/languages\/|$)/,
      /^@floating-ui\/dom$/,
      /^eventsource-parser(\/|$)/,
      /^@fontsource/,
    ],
  },
}

/** Settings of the bundler stand in web/ but run in Node. */
const IS_SETTINGS = /^web\/vite\.config\.ts$/

/** Every module that a TypeScript or JavaScript text imports, re-exports or names in an import type. */
export function readImports(file: string, text: string): string[] {
  const { module, errors } = parseSync(file, text)
  if (errors.length) throw new Error(`${file} does not parse: ${errors[0]?.message}`)
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
  )
  const called = [...text.matchAll(/\b(?:import|require)\(\s*(['"])(.+?)\1/g)].map(([, , name]) => name ?? '')
  return [...new Set([...imported, ...exported, ...called])]
}

/** The sentences about what `file` imports against the walls; none when all is well. */
export function brokenWalls(file: string, text: string): string[] {
  const wall = WALLS[folderOf(file)]
  if (!wall || IS_SETTINGS.test(file)) return []
  return readImports(file, text)
    .filter((name) => !isAllowed(file, name, wall))
    .map((name) => `${file} imports ${name}`)
}

/** The package a module belongs to; undefined for files of our own and for Node's modules. */
export function packageOf(name: string): string | undefined {
  if (name.startsWith('.') || name.startsWith('/') || NODE.test(name)) return undefined
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

function isAllowed(file: string, name: string, wall: Wall): boolean {
  if (!name.startsWith('.')) return wall.packages.some((allowed) => allowed.test(name))
  const folder = folderOf(posix.join(posix.dirname(file), name))
  return folder === folderOf(file) || wall.folders.includes(folder)
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? ''
}
