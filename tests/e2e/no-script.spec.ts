import { expect, type Page } from '@playwright/test'
import { test } from '../support/e2e.ts'
import { homeOf } from '../support/home.ts'

const MARKDOWN = `# Moving *day* & <other> news

First comes **bold**, *italic*, ~~struck~~, <u>underlined</u>, \`code\` and [a link](https://example.org/a).

## What to take

- boxes
  - small ones
  - large ones
- tape

3. third
4. fourth

### Tasks

- [x] keys returned
- [ ] meter read

> Quoted, first line.
>
> Quoted, second paragraph.

#### Deeper than three

\`\`\`js
const a = 1
if (a < 2) go('&amp;')
\`\`\`

---

Line one\\
line two with ![a floor plan](https://example.org/plan.png) inside

مرحبا بالعالم
`

test.use({ javaScriptEnabled: false })

test('without scripts every block reads as in the plain text', async ({ scene, page }) => {
  const id = await scene.write({ markdown: MARKDOWN })
  await page.goto(scene.address(id))
  const plain = await scene.visitor.get(`/api/documents/${id}`, { headers: { accept: 'text/plain' } })
  const lines = await readLines(page)
  expect(lines).toEqual(plain.text.split('\n'))
  expect(lines.length).toBeGreaterThan(30)
})

test('without scripts the page is one to read: headings, lists, tasks, code, and it says what is missing', async ({
  scene,
  page,
}) => {
  const id = await scene.write({ markdown: MARKDOWN })
  await page.goto(scene.address(id))
  await expect(page).toHaveTitle('Moving day & <other> news · Samepage')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(['Moving day & <other> news'])
  await expect(page.getByRole('heading', { level: 3, name: 'What to take' })).toBeVisible()
  await expect(page.getByRole('heading', { level: 4, name: 'Tasks' })).toBeVisible()
  await expect(page.locator('#document ul ul > li')).toHaveText(['small ones', 'large ones'])
  await expect(page.locator('#document ol')).toHaveAttribute('start', '3')
  await expect(page.locator('#document blockquote > p')).toHaveCount(2)
  await expect(page.locator('#document pre code')).toHaveText("const a = 1\nif (a < 2) go('&amp;')")
  await expect(page.getByRole('link', { name: 'a link' })).toHaveAttribute('href', 'https://example.org/a')
  const tasks = page.getByRole('checkbox')
  await expect(tasks).toHaveCount(2)
  await expect(tasks.nth(0)).toBeChecked()
  await expect(tasks.nth(1)).not.toBeChecked()
  await expect(page.locator('noscript p')).toBeVisible()
  await expect(page.locator('noscript p')).toContainText('needs JavaScript')
  await expect(page.locator('[contenteditable=true], [role=toolbar]')).toHaveCount(0)
})

test('without scripts the home page says that documents can be read all the same', async ({
  scene,
  page,
}) => {
  await page.goto(homeOf(scene))
  await expect(page.locator('noscript p')).toBeVisible()
  await expect(page.locator('noscript p')).toContainText('You can read a document without it')
})

/** The served document as lines, by the rule of `toPlainText`, told again over the elements of the page. */
function readLines(page: Page): Promise<string[]> {
  return page.locator('#document').evaluate((root) => {
    const textblocks = 'h1, h2, h3, h4, p, pre'
    const textOf = (node: Node): string => {
      if (node.nodeName === 'BR') return '\n'
      if (node instanceof HTMLImageElement) return node.alt
      return node.nodeType === Node.TEXT_NODE
        ? (node.nodeValue ?? '')
        : [...node.childNodes].map(textOf).join('')
    }
    const blocks = [...root.children].map((block) => {
      const within = block.matches(textblocks) ? [block] : [...block.querySelectorAll(textblocks)]
      return within.map(textOf).join('\n')
    })
    return `${blocks.join('\n\n')}\n`.split('\n')
  })
}
