import { expect } from '@playwright/test'
import { test } from '../support/e2e.ts'
import type { Person } from '../support/people.ts'

const BLOCKS = Array.from({ length: 120 }, (_, n) => `This is block ${n}.`)

test('in a long document the block that somebody writes in is as high as its lines in every frame', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'Long', markdown: BLOCKS.join('\n\n') })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  const kept = ann.page.locator('.is-boundary')
  const keepHeight = async () => {
    await ann.type('o')
    return kept.count()
  }
  await ann.putCaretBehind('block 60.')
  await expect.poll(keepHeight).toBe(1)
  const farthest = await watchGap(ann, 'This is block 60.')

  await ann.type(' and this goes on and on until it takes three lines'.repeat(3))
  await ann.press('Backspace', 100)
  await bob.putCaretBehind('block 60.')
  await bob.type(' Somebody else makes it longer, by more than one line. '.repeat(2))
  await expect(kept).toHaveCount(0)
  await expect.poll(keepHeight).toBe(1)
  await ann.page.setViewportSize({ width: 640, height: 800 })
  await expect(kept).toHaveCount(0)
  expect(await farthest()).toBeLessThan(1)
})

/** Looks in each frame how far the next block is from a block's text; the answer is how much that ever changed. */
async function watchGap({ page }: Person, text: string): Promise<() => Promise<number>> {
  await page.getByText(text).evaluate((block) => {
    const gap = () => {
      const lines = document.createRange()
      lines.selectNodeContents(block)
      const next = block.nextElementSibling?.getBoundingClientRect().top ?? Number.NaN
      return next - lines.getBoundingClientRect().bottom
    }
    const first = gap()
    const seen = { farthest: 0 }
    // Told for the first time when the frame is laid out and about to be painted.
    const look = () => {
      const observer = new ResizeObserver(() => {
        observer.disconnect()
        seen.farthest = Math.max(seen.farthest, Math.abs(gap() - first))
      })
      observer.observe(block)
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    Object.assign(window, { seen })
  })
  return () => page.evaluate(() => (Reflect.get(window, 'seen') as { farthest: number }).farthest)
}
