import { expect, type Page } from '@playwright/test'
import { words } from '../../web/words.ts'
import { untilAllAgree } from '../support/agreement.ts'
import { test } from '../support/e2e.ts'
import type { Person } from '../support/people.ts'

interface Point {
  readonly x: number
  readonly y: number
}

/** The middle of a text's first letter, or of another one of it, on the screen. */
async function placeOf(page: Page, text: string, letter = 0): Promise<Point> {
  return page.locator('#document').evaluate(
    (root, [wanted, at]) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.textContent?.indexOf(wanted) ?? -1
        if (start < 0) continue
        const range = document.createRange()
        range.setStart(node, start + at)
        range.setEnd(node, start + at + 1)
        const { left, top, width, height } = range.getBoundingClientRect()
        return { x: left + width / 2, y: top + height / 2 }
      }
      throw new Error(`nothing reads ${wanted}`)
    },
    [text, letter] as const,
  )
}

/** Selects from before one text to behind another, and takes hold of it with the mouse. */
async function takeHold({ page }: Person, first: string, last = first): Promise<void> {
  await page.locator('#document').evaluate(
    (root, [from, to]) => {
      const find = (text: string) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = node.textContent?.indexOf(text) ?? -1
          if (at >= 0) return { node, at }
        }
        throw new Error(`nothing reads ${text}`)
      }
      const [start, end] = [find(from), find(to)]
      ;(root as HTMLElement).focus()
      getSelection()?.setBaseAndExtent(start.node, start.at, end.node, end.at + to.length)
    },
    [first, last] as const,
  )
  const { x, y } = await placeOf(page, first, 1)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 12, y + 4, { steps: 3 })
}

/** Goes on with the mouse to left of a letter and lets go there. */
async function letGo({ page }: Person, text: string, letter = 0): Promise<void> {
  const { x, y } = await placeOf(page, text, letter)
  await page.mouse.move(x - 4, y, { steps: 4 })
  await page.mouse.move(x - 3, y, { steps: 2 })
  await page.mouse.up()
}

/** The same with Control held, which the driver's own drags do not know. */
async function letCopyGo({ page }: Person, text: string): Promise<void> {
  const { x, y } = await placeOf(page, text)
  await page.locator('#document').evaluate(
    (root, { clientX, clientY }) => {
      const how = { clientX, clientY, ctrlKey: true, bubbles: true, cancelable: true }
      root.dispatchEvent(new DragEvent('drop', { ...how, dataTransfer: new DataTransfer() }))
    },
    { clientX: x - 3, clientY: y },
  )
  await page.keyboard.press('Escape')
  await page.mouse.up()
}

test('one drags words while another writes, deletes and makes bold in them: they are dropped as they are now', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'T', markdown: 'alpha beta gamma\n\nend' })
  const [ann, bob] = await Promise.all([scene.join(id), scene.join(id)])
  await takeHold(ann, 'alpha beta ')
  await bob.putCaretBehind('alpha')
  await bob.press('Backspace', 2)
  await bob.press('ControlOrMeta+b')
  await bob.type('NEW')
  await bob.untilSaved()
  await expect.poll(ann.text).toBe('alpNEW beta gamma\nend')
  await letGo(ann, 'end')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await bob.text()).toBe('gamma\nalpNEW beta end')
  await expect(bob.page.locator('#document strong')).toHaveText('NEW')
  await ann.press('ControlOrMeta+z')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await bob.text()).toBe('alpNEW beta gamma\nend')
})

test('one drags words that another is still writing in: every letter goes along', async ({ scene }) => {
  const id = await scene.write({ title: 'T', markdown: 'alpha beta gamma\n\nend' })
  const [ann, bob] = await Promise.all([scene.join(id), scene.join(id)])
  await bob.putCaretBehind('alp')
  await takeHold(ann, 'alpha')
  const typing = bob.type(' words that follow ', 30)
  await letGo(ann, 'end')
  await typing
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await ann.text()).toBe(' beta gamma\nalp words that follow haend')
})

test('lines with what another wrote in them are dropped and copied; what another deleted is not brought back', async ({
  scene,
}) => {
  const id = await scene.write({ title: 'T', markdown: 'one two\n\nthree four\n\nfive\n\nend' })
  const [ann, bob] = await Promise.all([scene.join(id), scene.join(id)])
  await takeHold(ann, 'two', 'three')
  await bob.putCaretBehind('thre')
  await bob.type('X')
  await expect.poll(ann.text).toContain('threXe')
  await letGo(ann, 'end')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await bob.text()).toBe('one  four\nfive\ntwo\nthreXeend')

  await takeHold(ann, 'five')
  await bob.page.locator('#document').getByText('five').dblclick()
  await bob.press('Delete')
  await expect.poll(ann.text).not.toContain('five')
  await letGo(ann, 'end')
  await expect(ann.page.locator('sp-toast-line')).toContainText(words.editor.draggedIsGone)

  await takeHold(ann, 'threXe')
  await bob.putCaretBehind('thr')
  await bob.type('Y')
  await expect.poll(ann.text).toContain('thrYeXe')
  await letCopyGo(ann, 'two')
  await untilAllAgree(scene.visitor, id, [ann, bob])
  expect(await bob.text()).toBe('one  four\n\nthrYeXetwo\nthrYeXeend')
})

test('lines dropped on the title become one line in it', async ({ scene }) => {
  const id = await scene.write({ title: 'Title', markdown: 'end\n\nalpha\n\nbeta' })
  const ann = await scene.join(id)
  await takeHold(ann, 'alpha', 'beta')
  await letGo(ann, 'Title', 3)
  const doc = await untilAllAgree(scene.visitor, id, [ann])
  expect(doc.content?.[0]?.content?.[0]?.text).toBe('Titalpha betale')
  expect(await ann.text()).toBe('end\n')

  // As from another program: nothing here knows where it came from.
  await ann.page.locator('#document .title').evaluate((title) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('text/plain', 'foreign\nlines')
    const { left, top, height } = title.getBoundingClientRect()
    const at = { clientX: left + 1, clientY: top + height / 2, bubbles: true, cancelable: true, dataTransfer }
    title.dispatchEvent(new DragEvent('drop', at))
  })
  await expect(ann.page.locator('#document .title')).toHaveText('foreign linesTitalpha betale')
  expect(await ann.text()).toBe('end\n')
})
