import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runScript } from '../support/run-script.ts'
import { startServer } from '../support/server.ts'

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const hasCurl = canRun('curl')
if (!hasCurl) console.log('skipped: the examples of README.md need curl')

test.runIf(hasCurl)('the API examples of the README do what it says', async () => {
  const server = await startServer()
  const folder = mkdtempSync(join(tmpdir(), 'samepage-readme-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const examples = [...README.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, script]) => script)
  expect(examples).toHaveLength(6)
  const script = `set -euo pipefail\n${examples.join('\necho; echo ----\n')}`
  const said = await runScript(script.replaceAll('localhost:4400', server.url.replace('http://', '')), folder)
  const [made, read, followed, edited, rewritten, taken] = said.split('\n----\n')
  expect(made).toContain('"title":"Shopping"')
  expect(read).toContain('# Shopping\n\n- bread')
  expect(read).toContain('"seq":0')
  expect(followed).toMatch(/^event: hello$/m)
  expect(followed).toMatch(/^id: 1\nevent: commit$/m)
  expect(edited).toContain('"id":"my-script-0001","seq":2')
  expect(edited).toContain('Our Shopping')
  expect(rewritten).toContain('"seq":3')
  expect(rewritten).toContain('"steps":1')
  expect(taken).toContain('"name":"list.md"')
  expect(taken).toContain('"text":"Our Shopping"')
  expect(existsSync(join(folder, 'everything.zip'))).toBe(true)
})

function canRun(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
