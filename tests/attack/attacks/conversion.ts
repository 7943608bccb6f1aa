import type { Attack, Scene } from '../attack.ts'
import { makeDocument } from '../document-handle.ts'

const BODY_BYTES = 4_100_000
const HONEST = 'An honest text of some **length**.\n\n'.repeat(600)
/** How long an honest import may take beside them, in milliseconds, on a machine that others use too. */
const HONEST_PATIENCE_MS = 45_000

/** Files sent by several strangers, while somebody brings in a text of 20 kB. */
function sent(
  name: string,
  input: string,
  type: string,
  make: (bytes: number) => string,
  bytes = BODY_BYTES,
): Attack {
  return {
    name,
    input: `three files: ${input}; beside them somebody brings in 20 kB of Markdown`,
    async begin(scene) {
      const people = [await scene.person(), await scene.person(), await scene.person()]
      const honest = await scene.person()
      const file = make(scene.count(bytes, BODY_BYTES))
      return async () => {
        const attacks = people.map((person) => person.post('/api/documents', file, type))
        await scene.wait(200)
        const begun = performance.now()
        const read = await honest.post('/api/documents', HONEST, 'text/markdown')
        const took = performance.now() - begun
        scene.note(
          `20 kB of Markdown beside it: ${read.code ?? read.status} after ${(took / 1_000).toFixed(1)} s`,
        )
        scene.demand(read.status === 201 || !(await isWaiting(scene)), 'an honest file was refused for good')
        scene.demand(took < HONEST_PATIENCE_MS, `an honest file took ${Math.round(took / 1_000)} s`)
        await Promise.all(attacks)
      }
    },
  }
}

/** Somebody who was told to wait comes back; whether they are refused still. */
async function isWaiting(scene: Scene): Promise<boolean> {
  const person = await scene.person()
  for (let i = 0; i < 10; i++) {
    await scene.wait(2_000)
    if ((await person.post('/api/documents', HONEST, 'text/markdown')).status === 201) return false
  }
  return true
}

const times = (part: string) => (bytes: number) => part.repeat(Math.floor(bytes / part.length))
const HTML = 'text/html'
const MARKDOWN = 'text/markdown'

/** Markup that takes long to read. Each is one thing, again and again. */
const MARKDOWN_PARTS: Readonly<Record<string, string>> = {
  quotes: '> ',
  stars: '*a ',
  'nested-stars': '**a *b ',
  links: '[a](',
  brackets: '[',
  'closed-brackets': '[]',
  backticks: '`a``',
  'list-items': '- ',
  tables: '|a|b|\n|-|-|\n',
  references: '[a]: b\n',
  'angle-brackets': '<a ',
  entities: '&#x41;',
  rules: '***\n',
  strikes: '~~a',
  colons: ':::a\n',
  headings: '# a\n',
  'open-details': '<details><summary>\n',
}

const HTML_PARTS: Readonly<Record<string, string>> = {
  cells: '<td>',
  rows: '<table><tr>',
  bold: '<b>',
  lists: '<ul><li>',
  spans: '<span style="color:red">a',
  styles: '<style>a{b:c}</style>',
  comments: '<!--',
  attributes: '<p a b c d e f>',
  pictures: '<img src="data:image/png;base64,AAAA">',
  breaks: 'a<br>',
  paragraphs: '<p>a',
  headings: '<h1>a</h1>',
  forms: '<form><input>',
  templates: '<template>',
}

/** One converter is for everybody. */
export const conversion: readonly Attack[] = [
  sent('H11', '<!doctype again and again, 3.6 MB', HTML, times('<!doctype'), 3_600_000),
  sent('H11-details', '300 kB of <details> and fences', MARKDOWN, times('<details>\n```\n'), 300_000),
  sent('H4', '300 kB of table rows', MARKDOWN, (bytes) => `|a|\n|-|\n${times('|\n')(bytes)}`, 300_000),
  ...Object.entries(MARKDOWN_PARTS).map(([name, part]) =>
    sent(
      `H11-markdown-${name}`,
      `Markdown of ${JSON.stringify(part)} again and again, 1 MB`,
      MARKDOWN,
      times(part),
      1_000_000,
    ),
  ),
  ...Object.entries(HTML_PARTS).map(([name, part]) =>
    sent(`H11-html-${name}`, `HTML of ${part} again and again, 4 MB`, HTML, times(part)),
  ),
  {
    name: 'H11-json',
    input: 'Markdown of 4 MB of stars as JSON, which is read beside the same door',
    async begin(scene) {
      const person = await scene.person()
      const markdown = '*a '.repeat(scene.count(600_000, 600_000))
      return async () => void (await person.post('/api/documents', { markdown }))
    },
  },
  {
    name: 'M6',
    input: 'a text of 1 MB put in the place of another of 1 MB',
    begin: (scene) =>
      rewrite(
        scene,
        (n) => 'alpha beta '.repeat(n),
        (n) => 'gamma delt '.repeat(n),
        90_000,
      ),
  },
  {
    name: 'M6-lines',
    input: '8,000 paragraphs, of which every second is changed',
    begin: (scene) =>
      rewrite(
        scene,
        (n) => lines(n, () => 'a sentence that stays as it is'),
        (n) => lines(n, (i) => (i % 2 ? 'a sentence that was changed' : 'a sentence that stays as it is')),
        8_000,
      ),
  },
  {
    name: 'M6-order',
    input: '8,000 different paragraphs in the opposite order',
    begin: (scene) =>
      rewrite(
        scene,
        (n) => lines(n, (i) => `line ${i}`),
        (n) => lines(n, (i) => `line ${n - i}`),
        8_000,
      ),
  },
  {
    name: 'M6-same',
    input: '40,000 paragraphs of one letter, one of them more',
    begin: (scene) =>
      rewrite(
        scene,
        (n) => 'a\n\n'.repeat(n),
        (n) => 'a\n\n'.repeat(n + 1),
        40_000,
        48_000,
      ),
  },
]

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n\n')
}

async function rewrite(
  scene: Scene,
  before: (count: number) => string,
  after: (count: number) => string,
  normal: number,
  most = normal * 4,
): Promise<() => Promise<void>> {
  const person = await scene.person()
  const count = scene.count(normal, most)
  const document = await makeDocument(person, before(count))
  return async () => {
    const path = `${document.path}?base=${document.seq}`
    const answer = await person.call('PUT', path, { body: after(count), type: MARKDOWN })
    scene.note(
      answer.status === 201 ? `${answer.json<{ steps: number }>().steps} steps` : String(answer.code),
    )
  }
}
