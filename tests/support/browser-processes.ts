import type { Browser } from '@playwright/test'

/** Numbers of processes, to be stopped and let go on by the system, as a sleep does. */
export interface Stopped {
  /** Lets them go on. */
  goOn(): void
}

/** The processes of this browser; all but the one that Playwright talks to, or those that draw pages only. */
export async function processesOf(browser: Browser, which: 'all' | 'renderer'): Promise<number[]> {
  const devtools = await browser.newBrowserCDPSession()
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  return processInfo
    .filter(({ type }) => (which === 'all' ? type !== 'browser' : type === which))
    .map(({ id }) => id)
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
