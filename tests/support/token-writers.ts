import { expect } from '@playwright/test'
import type { Node } from 'prosemirror-model'
import { schema } from '../../document/schema/schema.ts'
import { foldFromTheStart } from './agreement.ts'
import { readDocument, type Visitor } from './http.ts'
import { isAtRest, type NodePage } from './node-page.ts'
import type { NodeJson } from './people.ts'
import { expectTokens } from './tokens.ts'

/** A page without a screen whose author (a small letter) writes tokens, and how many so far. */
export interface TokenWriter {
  readonly page: NodePage
  readonly author: string
  written: number
}

/** Each writes so many tokens more, as fast as they are saved. */
export async function writeAll(writers: readonly TokenWriter[], count: number): Promise<void> {
  await Promise.all(
    writers.map(async (writer) => {
      for (let left = count; left > 0; left--) {
        write(writer)
        await writer.page.until(({ status }) => status?.unsaved === 0)
      }
    }),
  )
}

/** Each writes so many tokens more at once. */
export function writeWithoutWaiting(writers: readonly TokenWriter[], count: number): void {
  for (let left = count; left > 0; left--) for (const writer of writers) write(writer)
}

/** The author's next token, letter by letter, behind their last one or at the beginning of the text. */
export function write(writer: TokenWriter): void {
  const { page, author } = writer
  const last = writer.written ? `${author}${writer.written};` : ''
  writer.written += 1
  page.edit((transform) => {
    let at = transform.doc.child(0).nodeSize + 1
    transform.doc.descendants((node, position) => {
      const found = last && node.isText ? (node.text ?? '').indexOf(last) : -1
      if (found >= 0) at = position + found + last.length
    })
    for (const letter of `${author}${writer.written};`) transform.insert(at++, schema.text(letter))
  })
}

/** Waits for rest and demands every token once, on every page, on the server and in the fold of the log. */
export async function demandAll(
  visitor: Visitor,
  document: string,
  writers: readonly TokenWriter[],
): Promise<void> {
  const size = writers.reduce((sum, { author, written }) => {
    for (let number = 1; number <= written; number++) sum += `${author}${number};`.length
    return sum
  }, 0)
  const shown = await Promise.all(
    writers.map(({ page }) =>
      page.until((now) => isAtRest(now) && now.doc !== undefined && bodySize(now.doc) >= size),
    ),
  )
  const served = (await readDocument(visitor, document)).doc as NodeJson
  expectTokens(served, Object.fromEntries(writers.map(({ author, written }) => [author, written])))
  expect(await foldFromTheStart(visitor, document)).toEqual(served)
  for (const { doc } of shown) expect(doc?.toJSON()).toEqual(served)
}

function bodySize(doc: Node): number {
  return doc.textContent.length - doc.child(0).textContent.length
}
