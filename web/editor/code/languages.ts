import type { LanguageFn } from 'highlight.js'

type Grammar = () => Promise<{ readonly default: LanguageFn }>

/** A language that code can be written in. */
export interface Language {
  /** What a code block says of itself, and the name of its grammar. */
  readonly id: string
  readonly label: string
  /** What it is called as well, in other programs' Markdown. */
  readonly also: readonly string[]
}

/** Every language of the list, with what fetches its grammar: each is a file of its own in the build. */
const TABLE: readonly (readonly [id: string, label: string, also: string, grammar: Grammar])[] = [
  ['bash', 'Bash', 'sh zsh', () => import('highlight.js/lib/languages/bash')],
  ['c', 'C', 'h', () => import('highlight.js/lib/languages/c')],
  ['clojure', 'Clojure', 'clj', () => import('highlight.js/lib/languages/clojure')],
  ['cmake', 'CMake', '', () => import('highlight.js/lib/languages/cmake')],
  ['cpp', 'C++', 'cc cxx hpp', () => import('highlight.js/lib/languages/cpp')],
  ['csharp', 'C#', 'cs dotnet', () => import('highlight.js/lib/languages/csharp')],
  ['css', 'CSS', '', () => import('highlight.js/lib/languages/css')],
  ['dart', 'Dart', '', () => import('highlight.js/lib/languages/dart')],
  ['diff', 'Diff', 'patch', () => import('highlight.js/lib/languages/diff')],
  ['dockerfile', 'Dockerfile', 'docker', () => import('highlight.js/lib/languages/dockerfile')],
  ['elixir', 'Elixir', 'ex exs', () => import('highlight.js/lib/languages/elixir')],
  ['elm', 'Elm', '', () => import('highlight.js/lib/languages/elm')],
  ['erlang', 'Erlang', 'erl', () => import('highlight.js/lib/languages/erlang')],
  ['fsharp', 'F#', 'fs', () => import('highlight.js/lib/languages/fsharp')],
  ['go', 'Go', 'golang', () => import('highlight.js/lib/languages/go')],
  ['graphql', 'GraphQL', 'gql', () => import('highlight.js/lib/languages/graphql')],
  ['groovy', 'Groovy', 'gradle', () => import('highlight.js/lib/languages/groovy')],
  ['haskell', 'Haskell', 'hs', () => import('highlight.js/lib/languages/haskell')],
  ['html', 'HTML', 'xml svg xhtml', () => import('highlight.js/lib/languages/xml')],
  ['http', 'HTTP', '', () => import('highlight.js/lib/languages/http')],
  ['ini', 'INI, TOML', 'toml conf', () => import('highlight.js/lib/languages/ini')],
  ['java', 'Java', '', () => import('highlight.js/lib/languages/java')],
  ['javascript', 'JavaScript', 'js jsx mjs cjs node', () => import('highlight.js/lib/languages/javascript')],
  ['json', 'JSON', 'jsonc json5', () => import('highlight.js/lib/languages/json')],
  ['julia', 'Julia', 'jl', () => import('highlight.js/lib/languages/julia')],
  ['kotlin', 'Kotlin', 'kt kts', () => import('highlight.js/lib/languages/kotlin')],
  ['latex', 'LaTeX', 'tex', () => import('highlight.js/lib/languages/latex')],
  ['less', 'Less', '', () => import('highlight.js/lib/languages/less')],
  ['lisp', 'Lisp', 'elisp', () => import('highlight.js/lib/languages/lisp')],
  ['lua', 'Lua', '', () => import('highlight.js/lib/languages/lua')],
  ['makefile', 'Makefile', 'make mk', () => import('highlight.js/lib/languages/makefile')],
  ['markdown', 'Markdown', 'md mkd', () => import('highlight.js/lib/languages/markdown')],
  ['matlab', 'MATLAB', 'octave', () => import('highlight.js/lib/languages/matlab')],
  ['nginx', 'nginx', 'nginxconf', () => import('highlight.js/lib/languages/nginx')],
  ['nix', 'Nix', '', () => import('highlight.js/lib/languages/nix')],
  ['objectivec', 'Objective-C', 'objc obj-c', () => import('highlight.js/lib/languages/objectivec')],
  ['ocaml', 'OCaml', 'ml', () => import('highlight.js/lib/languages/ocaml')],
  ['perl', 'Perl', 'pl pm', () => import('highlight.js/lib/languages/perl')],
  ['php', 'PHP', '', () => import('highlight.js/lib/languages/php')],
  ['powershell', 'PowerShell', 'ps1 pwsh', () => import('highlight.js/lib/languages/powershell')],
  ['prolog', 'Prolog', '', () => import('highlight.js/lib/languages/prolog')],
  ['protobuf', 'Protocol Buffers', 'proto', () => import('highlight.js/lib/languages/protobuf')],
  ['python', 'Python', 'py py3', () => import('highlight.js/lib/languages/python')],
  ['r', 'R', '', () => import('highlight.js/lib/languages/r')],
  ['ruby', 'Ruby', 'rb rake', () => import('highlight.js/lib/languages/ruby')],
  ['rust', 'Rust', 'rs', () => import('highlight.js/lib/languages/rust')],
  ['scala', 'Scala', '', () => import('highlight.js/lib/languages/scala')],
  ['scheme', 'Scheme', 'scm', () => import('highlight.js/lib/languages/scheme')],
  ['scss', 'SCSS', 'sass', () => import('highlight.js/lib/languages/scss')],
  ['shell', 'Shell session', 'console terminal', () => import('highlight.js/lib/languages/shell')],
  ['sql', 'SQL', 'postgres mysql sqlite', () => import('highlight.js/lib/languages/sql')],
  ['swift', 'Swift', '', () => import('highlight.js/lib/languages/swift')],
  ['typescript', 'TypeScript', 'ts tsx mts cts', () => import('highlight.js/lib/languages/typescript')],
  ['verilog', 'Verilog', 'sv', () => import('highlight.js/lib/languages/verilog')],
  ['vim', 'Vim script', 'viml', () => import('highlight.js/lib/languages/vim')],
  ['wasm', 'WebAssembly', 'wat', () => import('highlight.js/lib/languages/wasm')],
  ['x86asm', 'Assembly', 'asm nasm', () => import('highlight.js/lib/languages/x86asm')],
  ['yaml', 'YAML', 'yml', () => import('highlight.js/lib/languages/yaml')],
]

/** What is written within a language in another one. */
const WITHIN: Readonly<Record<string, readonly string[]>> = { html: ['css', 'javascript'] }

/** The languages by name. */
export const LANGUAGES: readonly Language[] = TABLE.map(([id, label, also]) => ({
  id,
  label,
  also: also === '' ? [] : also.split(' '),
}))

/** The language that a code block names, whichever of its names it uses; undefined for one that is not known. */
export function findLanguage(name: string): Language | undefined {
  const known = name.toLowerCase()
  return LANGUAGES.find(({ id, also }) => id === known || also.includes(known))
}

/** Fetches the grammars that a language needs, its own first, by the names they are registered under. */
export function fetchGrammars({ id }: Language): Promise<(readonly [name: string, grammar: LanguageFn])[]> {
  const needed = TABLE.filter(([name]) => name === id || WITHIN[id]?.includes(name))
  return Promise.all(needed.map(async ([name, , , grammar]) => [name, (await grammar()).default] as const))
}
