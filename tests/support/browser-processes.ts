import type { Browser, CDPSession, Page } from '@playwright/test'

/** Numbers of processes, to be stopped and let go on by the system, as a sleep does. */
export interface Stopped {
  /** Lets them go on. */
  goOn(): void
}

/** The processes of this browser, but for the one that Playwright talks to. */
export async function processesOf(browser: Browser): Promise<number[]> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  return processInfo.filter(({ type }) => type !== 'browser').map(({ id }) => id)
}

/**
 * The process that draws this page: the browser does not tell, and keeps a spare one ready for the next page; so the
 * page is given work, and it is the process that has worked most.
 */
export async function processOf(browser: Browser, page: Page): Promise<number> {
  const devtools = await browser.newBrowserCDPSession()
  const before = await workOf(devtools)
  await page.evaluate(
    (until) => {
      while (performance.now() < until);
    },
    (await page.evaluate(() => performance.now())) + WORK_MS,
  )
  const after = await workOf(devtools)
  await devtools.detach()
  const worked = (id: number): number => (after.get(id) ?? 0) - (before.get(id) ?? 0)
  const [most] = [...after.keys()].sort((a, b) => worked(b) - worked(a))
  if (most === undefined) throw new Error('the browser has no process that draws pages')
  return most
}

const WORK_MS = 500

/** What each process that draws pages has worked so far, in seconds. */
async function workOf(devtools: CDPSession): Promise<Map<number, number>> {
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  return new Map(
    processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]),
  )
}

/** Stops processes where they stand: they run nothing and answer nothing, and nobody is told. */
export function stopProcesses(ids: readonly number[]): Stopped {
  for (const id of ids) process.kill(id, 'SIGSTOP')
  return {
    goOn() {
      for (const id of ids) process.kill(id, 'SIGCONT')
    },
  }
}
