import { expect } from '@playwright/test'
import { type Node, Slice } from 'prosemirror-model'
import { ReplaceStep, Step } from 'prosemirror-transform'
import { schema } from '../../document/schema/schema.ts'
import { readDocument, readLog, type Visitor } from './http.ts'
import type { NodeJson, Person } from './people.ts'

/**
 * Waits for rest and demands that everybody has the same: every tab says that it is saved and shows exactly
 * what the server answers, and that is what a reader of the log alone arrives at. Answers that document.
 */
export async function untilAllAgree(
  visitor: Visitor,
  document: string,
  people: readonly Person[],
): Promise<NodeJson> {
  for (const person of people) await person.untilSaved()
  const head = async () => (await readDocument(visitor, document)).doc as NodeJson
  await expect
    .poll(async () => {
      const served = JSON.stringify(await head())
      const shown = await Promise.all(people.map((person) => person.doc()))
      return shown.every((doc) => JSON.stringify(doc) === served)
    }, 'every tab shows what the server has')
    .toBe(true)
  const served = await head()
  expect(await foldFromTheStart(visitor, document)).toEqual(served)
  for (const person of people) expect(await person.doc()).toEqual(served)
  return served
}

/**
 * The document as somebody makes it who knows the protocol and nothing else: from an empty one, event by
 * event, each step through ProseMirror's own `Step.fromJSON`; a move is taken out and put in.
 */
export async function foldFromTheStart(visitor: Visitor, document: string): Promise<unknown> {
  const { doc: type, title, paragraph } = schema.nodes
  let doc: Node = type.create(null, [title.create(), paragraph.create()])
  for (const [index, event] of (await readLog(visitor, document)).entries()) {
    expect(event.seq).toBe(index + 1)
    for (const wire of event['steps'] as readonly WireJson[]) {
      for (const json of expand(wire)) {
        for (const step of isMove(json) ? takeOutAndPutIn(doc, json) : [Step.fromJSON(schema, json)]) {
          const { doc: next, failed } = step.apply(doc)
          if (!next) throw new Error(`a step of event ${event.seq} does not apply: ${failed}`)
          doc = next
        }
      }
    }
  }
  doc.check()
  return doc.toJSON()
}

type WireJson = { readonly run?: { readonly at: number; readonly text: string } }

interface MoveJson {
  readonly stepType: 'move'
  readonly from: number
  readonly to: number
  readonly at: number
}

function isMove(json: object): json is MoveJson {
  return 'stepType' in json && json.stepType === 'move'
}

function takeOutAndPutIn(doc: Node, { from, to, at }: MoveJson): Step[] {
  const place = at < to ? at : at - (to - from)
  return [new ReplaceStep(from, to, Slice.empty), new ReplaceStep(place, place, doc.slice(from, to))]
}

function expand(wire: WireJson): object[] {
  if (!wire.run) return [wire]
  const steps: object[] = []
  let { at } = wire.run
  for (const text of wire.run.text) {
    steps.push({ stepType: 'replace', from: at, to: at, slice: { content: [{ type: 'text', text }] } })
    at += text.length
  }
  return steps
}
