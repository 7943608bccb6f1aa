import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../..')

/** Another build of the same sources, as an upgrade brings it: every script and style has another name. */
export interface NextBuild {
  /** Its server, to be run by Node. */
  readonly main: string
  remove(): void
}

/** Builds the pages once more, one comment longer, beside a copy of the compiled server. Takes seconds. */
export async function makeNextBuild(): Promise<NextBuild> {
  const folder = mkdtempSync(join(tmpdir(), 'samepage-next-'))
  for (const part of ['document', 'db', 'server']) {
    cpSync(join(ROOT, 'dist', part), join(folder, 'dist', part), { recursive: true })
  }
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await build({
    configFile: join(ROOT, 'web/vite.config.ts'),
    root: join(ROOT, 'web'),
    logLevel: 'error',
    build: {
      outDir: join(folder, 'dist/web'),
      rolldownOptions: { output: { postBanner: '/* the next build */' } },
    },
  })
  return {
    main: join(folder, 'dist/server/main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
