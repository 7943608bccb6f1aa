import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'

/** A file that a page handed to the browser. */
export interface DownloadedFile {
  readonly name: string
  readonly text: string
}

/** Presses something that downloads, and reads what came. */
export async function downloadBy(page: Page, press: () => Promise<void>): Promise<DownloadedFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}
