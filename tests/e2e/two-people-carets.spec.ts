import { expect } from '@playwright/test'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import type { Person } from '../support/people.ts'

const NEAR_PX = 2
const TEXT = {
  title: 'Carets',
  markdown: 'The first line is short.\n\nThe second line is where Ann writes.\n\nThe last one is for Bob.',
}

test('each sees the other’s caret where its owner sees it, while typing and after a move', async ({
  scene,
}) => {
  const document = await scene.write(TEXT)
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  const bothSee = async (when: string): Promise<void> => {
    await expectSeen(ann, bob, `Ann's caret, ${when}`)
    await expectSeen(bob, ann, `Bob's caret, ${when}`)
  }

  await click(ann, 'The second line')
  await click(bob, 'The last one')
  await bothSee('after a click')
  for (const [key, times] of MOVES) {
    await ann.press(key, times)
    await bothSee(`after ${key}`)
  }
  for (const character of 'Wide WORDS, i.e. narrow') {
    await ann.type(character)
    await bob.type(character)
    await bothSee('while both type')
  }
  await ann.press('Enter')
  await bothSee('on an empty line')
  await ann.type('text on it')
  await bothSee('on a new line')
  await untilAllAgree(scene.visitor, document, [ann, bob])
})

test('a caret stays with its text when the other writes above it and in its line', async ({ scene }) => {
  const document = await scene.write(TEXT)
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  await click(ann, 'The second line')
  await ann.press('Home')
  await ann.press('ArrowRight', 10)
  await expectSeen(ann, bob, 'before anybody writes')
  const before = await topOf(ann)

  await click(bob, 'The first line')
  await bob.press('End')
  for (const word of `${'Enough words to fill this line and begin another one. '.repeat(3)}`.split(
    /(?<= )/,
  )) {
    await bob.type(word)
    await expectSeen(ann, bob, 'while Bob writes above')
    await expectSeen(bob, ann, 'while Bob writes above')
  }
  await bob.press('Enter')
  await expectSeen(ann, bob, 'after a new line above')
  await expectSeen(bob, ann, 'after a new line above')
  expect(await topOf(ann)).toBeGreaterThan(before + 20)

  await click(bob, 'The second line')
  for (const [key, side] of [
    ['Home', 'before'],
    ['End', 'after'],
  ] as const) {
    await bob.press(key)
    const left = (await ann.ownCaret())?.left ?? 0
    for (const character of 'in her line') {
      await bob.type(character)
      await expectSeen(ann, bob, `while Bob writes ${side} it`)
      await expectSeen(bob, ann, `while Bob writes ${side} it`)
    }
    const moved = ((await ann.ownCaret())?.left ?? 0) - left
    if (side === 'before') expect(moved).toBeGreaterThan(20)
    else expect(Math.abs(moved)).toBeLessThan(1)
  }
  await untilAllAgree(scene.visitor, document, [ann, bob])
})

const MOVES = [
  ['Home', 1],
  ['End', 1],
  ['ArrowLeft', 4],
  ['ArrowUp', 1],
  ['ArrowDown', 1],
  ['Control+ArrowLeft', 2],
  ['ArrowRight', 3],
] as const

function click(person: Person, text: string): Promise<void> {
  return person.page.locator('#document').getByText(text).click()
}

/** The owner's caret is drawn in the viewer's tab, and it is the only one there. */
async function expectSeen(owner: Person, viewer: Person, when: string): Promise<void> {
  await expect
    .poll(() => distance(owner, viewer), {
      message: `${when}: how far it is from where it should be, in pixels`,
      intervals: [20, 40, 80],
    })
    .toBeLessThanOrEqual(NEAR_PX)
}

async function distance(owner: Person, viewer: Person): Promise<number> {
  const [own, seen] = await Promise.all([owner.ownCaret(), viewer.othersCarets()])
  const [one] = seen
  if (!own || !one || seen.length !== 1) return Number.POSITIVE_INFINITY
  const { abs } = Math
  // Her page may have scrolled, so that her line stays where it was; in the page it is the same place.
  const scrolled = (await scrolledTo(owner)) - (await scrolledTo(viewer))
  const down = Math.max(abs(own.top + scrolled - one.top), abs(own.bottom + scrolled - one.bottom))
  return Math.max(abs(own.left - one.left), down)
}

/** How far from the page's top somebody's own caret is. */
async function topOf(person: Person): Promise<number> {
  return ((await person.ownCaret())?.top ?? 0) + (await scrolledTo(person))
}

function scrolledTo({ page }: Person): Promise<number> {
  return page.evaluate(() => scrollY)
}
