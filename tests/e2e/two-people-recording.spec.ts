import { join } from 'node:path'
import { expect } from '@playwright/test'
import { readRecording, TRACES, TRACES_ARE_PROMISED } from '../recordings/recording.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { type HeldPosts, holdPosts } from '../support/held-posts.ts'
import type { Person } from '../support/people.ts'
import { createTombstones } from '../support/tombstones.ts'
import { writingOrder } from '../support/writing-order.ts'

const EDITS = 500
/** The first position inside the code block that follows an empty title. */
const START = 3
// Closes the code block, so that Enter is a line feed everywhere: after two empty lines at the end it leaves.
const END = '.'
const FILE = join(TRACES, 'friendsforever.json.gz')
const recording = readRecording(FILE)

test('two friends who wrote at the same time, typed key by key, end with exactly their text', async ({
  scene,
}) => {
  if (!recording) console.log(`skipped: the recording ${FILE} is not on this machine`)
  expect(recording !== undefined || !TRACES_ARE_PROMISED, `${FILE} is promised`).toBe(true)
  test.skip(!recording, 'no recording')
  if (!recording) return

  // A thousand round trips to the browsers, one after the other.
  test.slow()
  const document = await scene.write({ markdown: `\`\`\`\n${END}\n\`\`\`` })
  const writers: Writer[] = []
  for (let i = 0; i < recording.numAgents; i++) writers.push(await sitDown(await scene.join(document)))
  const account = createTombstones(recording)
  let exchanges = 0
  let atOnce = 0

  for (const index of writingOrder(recording, EDITS)) {
    const agent = recording.txns[index]?.agent ?? 0
    const writer = writers[agent]
    const others = writers.filter((other) => other !== writer)
    if (!writer) throw new Error('an edit of nobody')
    if (account.mustCatchUp(index)) {
      account.bringUpToDate(agent)
      for (const { posts } of others) await posts.release()
      await expect.poll(() => writer.person.text(), `before edit ${index}`).toBe(account.textFor(agent) + END)
      for (const { posts } of others) posts.hold()
      writer.caret = undefined
      exchanges += 1
    }
    const press = account.write(index)
    if (press) await type(writer, press.at, press.key)
    if (account.missedBy(agent) > 0) atOnce += 1
  }

  for (const { posts } of writers) await posts.release()
  const people = writers.map(({ person }) => person)
  await untilAllAgree(scene.visitor, document, people)
  for (const person of people) expect(await person.text()).toBe(account.text() + END)
  console.log(`${exchanges} exchanges, ${atOnce} keys pressed while the other's work was on its way`)
  expect(exchanges).toBeGreaterThan(30)
  expect(atOnce).toBeGreaterThan(200)
})

interface Writer {
  readonly person: Person
  readonly posts: HeldPosts
  /** Where the last key left the caret, while nobody else's text came in. */
  caret: number | undefined
}

async function sitDown(person: Person): Promise<Writer> {
  // The recorded keys are what the text is: no quotation mark is to become another one.
  await person.page.evaluate(() => localStorage.setItem('samepage-typography', 'off'))
  const posts = await holdPosts(person.page)
  posts.hold()
  return { person, posts, caret: undefined }
}

async function type(writer: Writer, at: number, key: string): Promise<void> {
  if (writer.caret !== at) await writer.person.putCaret(START + at)
  await writer.person.press(key)
  writer.caret = key === 'Backspace' ? at - 1 : at + 1
}
