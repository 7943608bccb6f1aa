import { Fragment, type Node, Slice } from 'prosemirror-model'
import { ReplaceAroundStep, type Step, Transform } from 'prosemirror-transform'
import { expect, test } from 'vitest'
import { writtenText } from '../../../document/commit/lost-text.ts'
import { MoveStep } from '../../../document/commit/move-step.ts'
import { placeSteps } from '../../../document/commit/place.ts'
import { findFault } from '../../../document/schema/document-checks.ts'
import { callout, doc, li, p, quote, task, tasks, ul } from '../../support/build-document.ts'

/** Every letter is there once, so that what becomes of each can be told. */
const START = doc(p('ab'), p('cd'), ul(li(p('ef')), li(p('gh'))), p('ij'))

/** What somebody may have copied, as it comes from the clipboard: open at its ends or not. */
const COPIED: Readonly<Record<string, Slice>> = {
  'a list, from within its items': new Slice(Fragment.from(ul(li(p('R')), li(p('S')))), 3, 3),
  'a list as a whole': new Slice(Fragment.from(ul(li(p('R')), li(p('S')))), 0, 0),
  'a list and a line': new Slice(Fragment.from([ul(li(p('R'))), p('S')]), 3, 1),
  'a line and a list': new Slice(Fragment.from([p('R'), ul(li(p('S')))]), 1, 3),
  tasks: new Slice(Fragment.from(tasks(task(false, p('R')), task(true, p('S')))), 3, 3),
  'a quotation': new Slice(Fragment.from(quote(p('R'), p('S'))), 2, 2),
  'a callout between lines': new Slice(Fragment.from([p('R'), callout('note', p('S')), p('T')]), 1, 1),
  'two lines': new Slice(Fragment.from([p('R'), p('S')]), 1, 1),
}

/** A change of one person to START, as its steps and the letters it deletes. */
interface Change {
  readonly name: string
  readonly steps: readonly Step[]
  readonly erased: ReadonlySet<string>
}

const lettersOf = (node: Node): string[] => [...node.textContent]

function changeOf(name: string, act: (transform: Transform) => unknown): Change | undefined {
  const transform = new Transform(START)
  try {
    act(transform)
  } catch {
    return undefined
  }
  if (transform.steps.length === 0 || findFault(transform.doc) !== undefined) return undefined
  const left = new Set(lettersOf(transform.doc))
  return { name, steps: transform.steps, erased: new Set(lettersOf(START).filter((each) => !left.has(each))) }
}

function isChange(change: Change | undefined): change is Change {
  return change !== undefined
}

/** All pairs of places where a caret may stand. */
function selections(): [number, number][] {
  const carets: number[] = []
  for (let pos = 0; pos <= START.content.size; pos++) {
    if (START.resolve(pos).parent.isTextblock) carets.push(pos)
  }
  return carets.flatMap((from) => carets.filter((to) => to > from).map((to): [number, number] => [from, to]))
}

/** Blocks, list items and neighbouring blocks with all borders between them to which they fit. */
function moves(): Change[] {
  const borders: number[] = []
  const ranges: [number, number][] = []
  START.descendants((node, at, parent, index) => {
    if (!node.isBlock || at === 0) return
    borders.push(at, at + node.nodeSize)
    ranges.push([at, at + node.nodeSize])
    const next = parent?.maybeChild(index + 1)
    if (next?.isBlock) ranges.push([at, at + node.nodeSize + next.nodeSize])
  })
  return ranges.flatMap(([from, to]) =>
    [...new Set(borders)]
      .filter((at) => at < from || at > to)
      .map((at) => changeOf(`${from} to ${to} moves to ${at}`, (tr) => tr.step(new MoveStep(from, to, at))))
      .filter(isChange),
  )
}

function pastes(slice: Slice): Change[] {
  const all = selections()
    .flatMap(([from, to]) => [
      changeOf(`a paste over ${from} to ${to}`, (tr) => tr.replace(from, to, slice)),
      changeOf(`a paste over ${from} to ${to}, as the editor does`, (tr) => tr.replaceRange(from, to, slice)),
    ])
    .filter(isChange)
  return [...new Map(all.map((paste) => [JSON.stringify(paste.steps), paste])).values()]
}

/** Around its gap it deletes letters too. */
function deletesAround({ steps, erased }: Change): boolean {
  return erased.size > 0 && steps.some((step) => step instanceof ReplaceAroundStep)
}

/** Letters of START and of the paste of which nobody can say where they are, after `first` came before `later`. */
function unaccounted(first: Change, later: Change): string[] {
  const { doc: merged, dropped } = placeSteps(START, later.steps, [first.steps])
  expect(findFault(merged)).toBeUndefined()
  const told = dropped.map(({ index }) => writtenText(later.steps[index] as Step)).join('')
  const named = [...first.erased, ...(dropped.length === later.steps.length ? [] : later.erased)]
  const found = [...lettersOf(merged), ...told]
  const written = [first, later].flatMap(({ steps }) => steps.flatMap((step) => [...writtenText(step)]))
  const expected = new Set([...lettersOf(START), ...written.filter((each) => each >= 'R' && each <= 'T')])
  return [...expected].filter((each) => !found.includes(each) && !named.includes(each))
}

test.each(Object.entries(COPIED))(
  'C16 a paste of %s beside any move: each letter is there, deleted by name, or told as dropped',
  (_name, slice) => {
    const silent: string[] = []
    const ways = moves()
    const made = pastes(slice)
    for (const paste of made) {
      for (const move of ways) {
        for (const [first, later] of [
          [move, paste],
          [paste, move],
        ] as const) {
          const lost = unaccounted(first, later)
          if (lost.length) silent.push(`${lost.join('')}: ${first.name}, then ${later.name}`)
        }
      }
    }
    expect(silent).toEqual([])
    expect(made.length).toBeGreaterThan(50)
    if (slice.openStart > 0) expect(made.filter(deletesAround).length).toBeGreaterThan(20)
  },
)
