import { expect, type Page } from '@playwright/test'
import { words } from '../../web/words.ts'
import { type Scene, test } from '../support/e2e.ts'
import { aVisitor } from '../support/http.ts'
import type { Person } from '../support/people.ts'

const BLOCKS = 200
const OTHERS = 100

test('who is followed stays on the screen, by keyboard, until Escape, a word of mine or their farewell', async ({
  scene,
}) => {
  const id = await writeLong(scene)
  const [ann, bob] = [await scene.join(id), await scene.join(id)]
  const banner = ann.page.locator('.follow-banner')
  const avatar = ann.page.locator('.people .avatar').first()
  const follow = async (): Promise<void> => {
    await avatar.focus()
    await ann.press('Enter')
    await expect(banner).toBeVisible()
  }
  await bob.putCaretBehind('block 150.')
  await bob.type('!')
  await follow()
  await expect(avatar).toHaveAttribute('aria-pressed', 'true')
  const bobsName = (await avatar.getAttribute('aria-label'))?.split(',')[0] ?? ''
  await expect(banner).toContainText(words.people.following(bobsName))
  await untilInSight(ann, 'block 150.')

  // What is in sight already moves nothing.
  const before = await scrolledTo(ann.page)
  await bob.putCaretBehind('block 152.')
  await bob.type('words')
  await expect(ann.page.locator('#document')).toContainText('block 152.words')
  await expect.poll(() => ann.othersCarets()).toHaveLength(1)
  expect(await scrolledTo(ann.page)).toBe(before)
  await bob.page.evaluate(() => (document.activeElement as HTMLElement).blur())
  await expect(banner).toContainText(words.people.waitingFor(bobsName))
  await bob.putCaretBehind('block 20.')
  await untilInSight(ann, 'block 20.')
  await expect(banner).toContainText(words.people.following(bobsName))

  await ann.press('Escape')
  await expect(banner).toBeHidden()
  await expect(avatar).toBeFocused()
  await bob.putCaretBehind('block 100.')
  await bob.type('far')
  await expect(ann.page.locator('#document')).toContainText('block 100.far')
  await expectOutOfSight(ann, 'block 100.')

  await follow()
  await untilInSight(ann, 'block 100.')
  await ann.putCaretBehind('block 101.')
  await expect(banner).toBeVisible()
  await ann.type('mine')
  await expect(banner).toBeHidden()

  await follow()
  await bob.close()
  await expect(banner).toBeHidden({ timeout: 15_000 })
})

test.describe('with slow heartbeats', () => {
  // People without a stream are believed to be here for two of them.
  test.use({ serverSettings: { SAMEPAGE_HEARTBEAT: '60' } })

  test('a hundred people are a list that can be searched, and carets that are drawn where they can be seen', async ({
    scene,
  }) => {
    const id = await writeLong(scene)
    const ann = await scene.join(id)
    const others = await Promise.all(
      Array.from({ length: OTHERS }, async (_, n) => {
        const visitor = aVisitor(scene.server.url)
        await visitor.put('/api/me', { json: { name: `Person ${n} of Many`, colour: n % 12 } })
        const move = async (at: number) => {
          const place = { seq: 1, anchor: at, head: at, state: 'editing' }
          const { status } = await visitor.put(`/api/documents/${id}/presence`, {
            json: { client: `a-hundred-people-${n}`, ...place },
          })
          expect(status).toBe(204)
        }
        // One in each second block, from its first letter on.
        await move(await positionOf(ann, 2 * n))
        return { move }
      }),
    )
    const more = ann.page.locator('.people .avatar.is-more:visible')
    await expect(more).toHaveAttribute('data-initials', `+${OTHERS - 4}`)
    await expect(ann.page.locator('.caret')).not.toHaveCount(0)
    expect((await ann.othersCarets()).length).toBeLessThan(OTHERS / 2)

    // A name shows where the pointer is, and the text under it is still there for the pointer.
    const [caret] = await ann.othersCarets()
    await ann.page.mouse.move((caret?.left ?? 0) + 3, (caret?.top ?? 0) + 5)
    await expect(ann.page.locator('.caret.is-near .caret-flag')).toHaveCSS('opacity', '1')
    await ann.page.mouse.move((caret?.left ?? 0) + 30, (caret?.top ?? 0) + 5)
    await expect(ann.page.locator('.caret.is-near')).toHaveCount(0)

    // Who is here does not change when carets move; and carets come into sight when the page is scrolled.
    const changes = await countChanges(ann.page)
    const [first] = others
    await first?.move(await positionOf(ann, 199))
    await ann.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await expect
      .poll(() => ann.page.locator('.caret').evaluateAll((all) => all.map((each) => each.dataset['client'])))
      .toContain('a-hundred-people-0')
    expect(await changes()).toBe(0)

    await more.focus()
    await ann.press('Enter')
    const list = ann.page.getByRole('dialog', { name: words.people.label })
    await expect(list).toContainText(words.people.count(OTHERS))
    expect(await list.locator('ul').evaluate((all) => all.scrollHeight > 2 * all.clientHeight)).toBe(true)
    await expect(list.getByRole('searchbox')).toBeFocused()
    await ann.type('many 77')
    await expect(list).toContainText(words.people.count(1))
    await ann.press('ArrowDown')
    await ann.press('Enter')
    await expect(list).toBeHidden()
    await expect(more).toBeFocused()
    await expect(ann.page.locator('.follow-banner')).toContainText('Person 77 of Many')
    await untilInSight(ann, 'block 154.')
  })
})

function writeLong(scene: Scene): Promise<string> {
  const blocks = Array.from({ length: BLOCKS }, (_, n) => `This is block ${n}.`)
  return scene.write({ title: 'Long', markdown: blocks.join('\n\n') })
}

/** Of the first letter of a block, in the document nobody has changed. */
async function positionOf(person: Person, block: number): Promise<number> {
  const { content = [] } = await person.doc()
  const size = (node: (typeof content)[number]): number =>
    node.text?.length ?? 2 + (node.content ?? []).reduce((sum, each) => sum + size(each), 0)
  return 1 + content.slice(0, block + 1).reduce((sum, node) => sum + size(node), 0)
}

async function untilInSight(person: Person, text: string): Promise<void> {
  await expect(person.page.getByText(text)).toBeInViewport({ ratio: 1 })
}

async function expectOutOfSight(person: Person, text: string): Promise<void> {
  await expect(person.page.getByText(text)).not.toBeInViewport()
}

function scrolledTo(page: Page): Promise<number> {
  return page.evaluate(() => scrollY)
}

/** How often anything in the bar of avatars changes from now on. */
async function countChanges(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const bar = document.querySelector('sp-people-bar')
    const seen = { changes: 0 }
    const observer = new MutationObserver((records) => {
      seen.changes += records.length
    })
    if (bar) observer.observe(bar, { subtree: true, childList: true, attributes: true, characterData: true })
    Object.assign(window, { seen })
  })
  return () => page.evaluate(() => (Reflect.get(window, 'seen') as { changes: number }).changes)
}
