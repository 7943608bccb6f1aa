import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keptFile, PNG } from '../support/files.ts'
import { aVisitor, createDocument } from '../support/http.ts'
import { aDataFolder, startServer } from '../support/server.ts'

const IS_WINDOWS = process.platform === 'win32'

/** What other accounts of the machine may do with anything below a folder, by path. */
function openToOthers(folder: string): string[] {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return [folder, ...inside.map((name) => join(folder, name))].filter((path) => statSync(path).mode & 0o077)
}

test.skipIf(IS_WINDOWS)(
  'D14 nobody else on the machine can read what stands in a new data folder',
  async () => {
    const before = process.umask(0o000)
    try {
      const folder = join(aDataFolder(), 'deep', 'data')
      const server = await startServer({ folder })
      const ann = aVisitor(server.url)
      const { id } = await createDocument(ann, { title: 'Private' })
      await keptFile(ann, id, 'a.png', PNG)
      expect(readdirSync(folder)).toContain('samepage.sqlite-wal')
      expect(openToOthers(folder)).toEqual([])
    } finally {
      process.umask(before)
    }
  },
)

test.skipIf(IS_WINDOWS)(
  'D14 a data folder that others could read is closed to them at the next start',
  async () => {
    const server = await startServer()
    const { folder } = server
    const ann = aVisitor(server.url)
    const { id } = await createDocument(ann)
    const { url } = await keptFile(ann, id, 'a.png', PNG)
    await server.close()
    for (const name of ['', 'samepage.sqlite', 'samepage.lock', 'cookie-key'])
      chmodSync(join(folder, name), 0o755)
    for (const name of readdirSync(join(folder, 'files'))) chmodSync(join(folder, 'files', name), 0o755)
    mkdirSync(join(folder, 'files', 'ff'), { recursive: true, mode: 0o755 })
    const again = await startServer({ folder })
    expect(openToOthers(folder)).toEqual([])
    expect((await aVisitor(again.url, ann.cookie()).get(url)).status).toBe(200)
    expect(again.log()).not.toContain('other accounts')
  },
)
