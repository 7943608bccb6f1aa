import { expect } from '@playwright/test'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import { paste } from '../support/paste.ts'
import { blockTexts } from '../support/people.ts'

const START = 3
const MILLION = 1_000_000

test('a million characters, pasted as one line and as ten thousand, arrive whole while the other types', async ({
  scene,
}) => {
  const document = await scene.write()
  const [ann, bob] = await Promise.all([scene.join(document), scene.join(document)])
  const line = 'ten words of a line that somebody copied from elsewhere, '.repeat(2).slice(0, 100)
  const texts = ['x'.repeat(MILLION / 2), Array.from({ length: MILLION / 200 }, () => line).join('\n')]
  await bob.putCaret(START)
  const sizes: number[] = []
  ann.page.on('request', (request) => void sizes.push(request.postDataBuffer()?.length ?? 0))
  for (const text of texts) {
    await ann.putCaret(START)
    await paste(ann.page, { text })
    await bob.type('b')
    await ann.untilSaved()
  }
  const agreed = blockTexts(await untilAllAgree(scene.visitor, document, [ann, bob])).join('')
  expect(Math.max(...sizes), 'a request is small enough for a slow line and a strict proxy').toBeLessThan(
    MILLION / 4,
  )
  // Lengths, because nobody reads a report of a million characters.
  expect(agreed.replaceAll('b', '').length).toBe(texts.join('').replaceAll(/[b\n]/g, '').length)
})

test('a paste that no document can hold is refused in words, and the page goes on', async ({ scene }) => {
  const document = await scene.write()
  const ann = await scene.join(document)
  await ann.putCaret(START)
  await ann.type('before ')
  await paste(ann.page, { text: 'x'.repeat(2 * MILLION) })
  await expect(ann.page.locator('sp-toast-line')).toContainText(words.outOfBounds.size)
  await ann.type('after')
  expect(blockTexts(await untilAllAgree(scene.visitor, document, [ann]))).toEqual(['before after'])
})
