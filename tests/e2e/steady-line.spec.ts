import { expect } from '@playwright/test'
import { type Scene, test } from '../support/e2e.ts'
import { paste } from '../support/paste.ts'
import type { Person } from '../support/people.ts'

const BLOCKS = 120
const PICTURE = 'https://pictures.test/late.svg'
const LINES = Array.from({ length: 60 }, (_, n) => `Line ${n} that was not there before.`)
/** The picture comes when all the lines are there. Browsers fetch none that is far away. */
const PASTED = { text: [...LINES, `![late](${PICTURE})`].join('\n\n') }

test('the line that somebody reads, or writes, stays where it is while others write and pictures arrive above it', async ({
  scene,
}) => {
  const { ann, bob, showPicture } = await aPair(scene)

  await putInTheMiddle(ann, 'block 100.')
  const asReader = await watch(ann, 'block 100.')
  await bob.putCaretBehind('block 85.')
  await paste(bob.page, PASTED)
  await expect(ann.page.locator('#document')).toContainText('Line 59')
  await showPicture()
  await bob.press('Control+z')
  await expect(ann.page.locator('#document')).not.toContainText('Line 59')
  expect(await asReader()).toBeLessThan(1.5)

  // Between the first line in sight and the caret, which browsers do not hold.
  await ann.putCaretBehind('block 100.')
  await putInTheMiddle(ann, 'block 100.')
  const asWriter = await watch(ann, 'block 100.')
  await bob.putCaretBehind('block 98.')
  await paste(bob.page, PASTED)
  await expect(ann.page.locator('#document')).toContainText('Line 59')
  await ann.type('and I go on')
  await expect(bob.page.locator('#document')).toContainText('block 100.and I go on')
  expect(await asWriter()).toBeLessThan(1.5)

  // At the page's top they hold nothing.
  await ann.page.evaluate(() => scrollTo(0, 0))
  await ann.putCaretBehind('block 3.')
  expect(await ann.page.evaluate(() => scrollY)).toBe(0)
  const atTop = await watch(ann, 'block 3.')
  await bob.putCaretBehind('block 1.')
  await bob.type(' Another sentence.')
  await bob.press('Enter', 5)
  await bob.type('the end')
  await expect(ann.page.locator('#document')).toContainText('the end')
  expect(await atTop()).toBeLessThan(1.5)
})

async function aPair(scene: Scene) {
  const blocks = Array.from({ length: BLOCKS }, (_, n) => `This is block ${n}.`)
  const id = await scene.write({ title: 'Long', markdown: blocks.join('\n\n') })
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  let showPicture = (): void => undefined
  const isShown = new Promise<void>((resolve) => {
    showPicture = resolve
  })
  for (const { page } of [ann, bob]) {
    await page.route(PICTURE, async (route) => {
      await isShown
      await route.fulfill({
        contentType: 'image/svg+xml',
        body: '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="400"/>',
      })
    })
  }
  return {
    ann,
    bob,
    async showPicture() {
      showPicture()
      const late = ann.page.locator(`img[src="${PICTURE}"]`)
      const height = () => late.evaluate((image) => image.clientHeight)
      await expect.poll(height).toBeGreaterThan(300)
    },
  }
}

function putInTheMiddle({ page }: Person, text: string): Promise<void> {
  return page.getByText(text).evaluate((line) => line.scrollIntoView({ block: 'center' }))
}

/** Looks at a line in each frame from now on; the answer is how far it ever was from where it is now, in pixels. */
async function watch({ page }: Person, text: string): Promise<() => Promise<number>> {
  await page.getByText(text).evaluate((line) => {
    const first = line.getBoundingClientRect().top
    const seen = { farthest: 0, isOver: false }
    // Told for the first time when the frame is laid out and about to be painted.
    const look = () => {
      const observer = new ResizeObserver(() => {
        observer.disconnect()
        seen.farthest = Math.max(seen.farthest, Math.abs(line.getBoundingClientRect().top - first))
      })
      observer.observe(line)
      if (!seen.isOver) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    Object.assign(window, { seen })
  })
  return () =>
    page.evaluate(() => {
      const seen = Reflect.get(window, 'seen') as { farthest: number; isOver: boolean }
      seen.isOver = true
      return seen.farthest
    })
}
