import { TextSelection } from 'prosemirror-state'
import { CellSelection } from 'prosemirror-tables'
import type { Step, Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { schema } from '../../../document/schema/schema.ts'
import { nextCell, tableCommands } from '../../../web/editor/tables/commands.ts'
import { layoutOf } from '../../../web/editor/tables/layout.ts'
import { setColumnWidths } from '../../../web/editor/tables/widths.ts'
import { redo, undo } from '../../../web/editor/undo/history.ts'
import { doc, p, title } from '../../support/build-document.ts'
import { createRandom, type Random } from '../../support/random.ts'
import { again, seedsToTry } from '../../support/seeds.ts'
import { sharedEditor } from './shared-editor.ts'
import { plugins, tableOf } from './table-editor.ts'

const RUNS = Number(process.env['SAMEPAGE_LAW_RUNS'] ?? 40)
const ROUNDS = 40

/** 142: a table that one round of mending left ragged, under a command that went on from there. */
const KEPT = [142]

type Editor = ReturnType<typeof sharedEditor>

/** Where the first table's cells begin; none when the table is gone. */
function cellsOf({ doc: shown }: Editor): number[] {
  const at = shown.child(0).nodeSize
  const found = shown.maybeChild(1)
  if (found?.type !== schema.nodes.table) return []
  return layoutOf(found).cells.map(({ offset }) => at + 1 + offset)
}

/** One thing a person does in a table. */
function act(editor: Editor, random: Random): void {
  const cells = cellsOf(editor)
  if (cells.length === 0) return
  const [one, other] = [random.pick(cells), random.pick(cells)]
  const chance = random.int(10)
  if (chance === 0 && editor.doc.nodeAt(one) && layoutOf(editor.doc.child(1)).isSound) {
    editor.dispatch(editor.state.tr.setSelection(CellSelection.create(editor.doc, one, other)))
  } else editor.select(TextSelection.near(editor.doc.resolve(one + 1)).head)
  editor.pause()
  if (chance < 4) editor.change((change) => change.insertText(random.pick(['x', 'yy', 'zzz'])))
  else if (chance === 4) editor.run(random.pick([undo, redo]))
  else if (chance === 5) editor.run(nextCell)
  else if (chance === 6) {
    editor.change((change) => {
      setColumnWidths(change, editor.doc.child(0).nodeSize, [
        random.int(200),
        random.int(200),
        random.int(200),
      ])
      return change
    })
  } else editor.run(random.pick(COMMANDS))
}

// Without the table there is nothing to try any more.
const COMMANDS = Object.entries(tableCommands)
  .filter(([name]) => name !== 'deleteTable')
  .map(([, command]) => command)

/** Several people on one log: who sends has first taken in what came before. */
function meeting(people: number) {
  const start = doc(title(''), tableOf(['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i']), p('end'))
  const editors = Array.from({ length: people }, () => ({ editor: sharedEditor(start, plugins()), seen: 0 }))
  const log: Step[][] = []
  const takeIn = (one: (typeof editors)[number]) => {
    for (const steps of log.slice(one.seen)) {
      one.editor.foreign((transform: Transform) => steps.reduce((tr, step) => tr.step(step), transform))
    }
    one.seen = log.length
  }
  return {
    editors,
    log,
    takeIn,
    send(one: (typeof editors)[number]) {
      takeIn(one)
      if (one.editor.pending.length === 0) return
      log.push(one.editor.pending.map(({ step }) => step))
      one.seen = log.length
      one.editor.confirm()
    },
  }
}

test('people who change one table at once arrive at one document, which breaks no rule', () => {
  let sent = 0
  for (const seed of [...KEPT, ...seedsToTry(RUNS)]) {
    const random = createRandom(seed)
    const { editors, log, takeIn, send } = meeting(3)
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const one = random.pick(editors)
        act(one.editor, random)
        if (random.chance(0.3)) send(random.pick(editors))
        if (random.chance(0.3)) takeIn(random.pick(editors))
      }
      for (const one of editors) send(one)
      for (const one of editors) takeIn(one)
      const [first, ...others] = editors
      first?.editor.doc.check()
      sent += log.flat().length
      for (const { editor } of others) expect(editor.doc.eq(first?.editor.doc ?? editor.doc)).toBe(true)
    } catch (error) {
      throw new Error(again(seed), { cause: error })
    }
  }
  expect(sent).toBeGreaterThan(20 * RUNS)
})
