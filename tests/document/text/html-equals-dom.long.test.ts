import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { toHtml } from '../../../document/text/html-out.ts'
import { chromiumLaunchOptions } from '../../support/browser.ts'
import {
  code,
  doc,
  img,
  p,
  pre,
  strong,
  task,
  tasks,
  title,
  titledLink,
} from '../../support/build-document.ts'
import { createRandom } from '../../support/random.ts'
import { randomDocument } from '../../support/random-document.ts'
import { again, seedsToTry } from '../../support/seeds.ts'

const ENTRY = fileURLToPath(new URL('../../support/dom-serializer.ts', import.meta.url))

async function pageScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ['iife'], name: 'page' } },
  })
  const outputs = Array.isArray(built)
    ? built.flatMap(({ output }) => output)
    : 'output' in built
      ? built.output
      : []
  return outputs.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n')
}

test('the HTML of any document is letter for letter what DOMSerializer makes in a browser', async () => {
  const hostile = '&<>"\'`\u00a0\u2028\t\n'
  const seeds = seedsToTry(400)
  const documents = [
    doc(title(hostile), p(hostile, strong(code(hostile))), pre(`\n${hostile}`, 'js')),
    doc(p(img('/a"<>&b', hostile, hostile), titledLink('/a"<>&b', hostile, hostile))),
    doc(tasks(task(true, p('a')), task(false, p()))),
    ...seeds.map((seed) => randomDocument(createRandom(seed))),
  ]
  const browser = await chromium.launch(chromiumLaunchOptions())
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: await pageScript() })
    const rendered = await page.evaluate(
      (all) => globalThis.renderDocuments(all),
      documents.map((one) => one.toJSON()),
    )
    expect(rendered).toHaveLength(documents.length)
    for (const [index, html] of rendered.entries())
      expect(
        documents[index] && toHtml(documents[index]),
        `document ${index}, ${again(seeds[index - 3] ?? 0)}`,
      ).toBe(html)
  } finally {
    await browser.close()
  }
})
