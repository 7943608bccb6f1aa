import { expect, type Page } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { makeNextBuild } from '../support/next-build.ts'
import { type Person, untilEditable } from '../support/people.ts'
import { expectTokens, tokens } from '../support/tokens.ts'

const TURN = 12

test.use({ serviceWorkers: 'allow', serverSettings: {} })

test('a new build of the server under two typing people loses and repeats nothing', async ({ scene }) => {
  const next = makeNextBuild()
  const { server, visitor } = scene
  const document = await scene.write()
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  for (const person of [ann, bob]) await person.putCaret(3)
  const before = await scriptOf(ann.page)

  await Promise.all([ann, bob].map((person, i) => typeAll(person, tokens('ab'[i] ?? '', TURN))))
  const bobGoesOn = typeAll(bob, tokens('b', TURN, 1 + TURN))
  await typeAll(ann, tokens('a', TURN / 2, 1 + TURN))
  await server.stop()
  await typeAll(ann, tokens('a', TURN / 2, 1 + 1.5 * TURN))
  await server.start(next.main)
  await bobGoesOn
  expectTokens(await untilAllAgree(visitor, document, [ann, bob]), { a: 2 * TURN, b: 2 * TURN })
  expect(await scriptOf(ann.page), 'an open page stays as it is').toBe(before)

  // One page of each build, each writing on.
  await ann.page.reload()
  await untilEditable(ann.page)
  expect(await scriptOf(ann.page), 'a reload brings the new build').not.toBe(before)
  await ann.putCaretBehind(`a${2 * TURN};`)
  await Promise.all([
    typeAll(ann, tokens('a', TURN, 1 + 2 * TURN)),
    typeAll(bob, tokens('b', TURN, 1 + 2 * TURN)),
  ])
  expectTokens(await untilAllAgree(visitor, document, [ann, bob]), { a: 3 * TURN, b: 3 * TURN })
  next.remove()
})

function scriptOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.querySelector<HTMLScriptElement>('script[type=module]')?.src)
}

async function typeAll(person: Person, typed: readonly string[]): Promise<void> {
  for (const token of typed) await person.type(token)
}
