import type { Browser, BrowserContext, Page } from '@playwright/test'
import { WINDOW } from './people.ts'

/** Tabs that stay open from one test to the next, each in a browser context of its own. */
export interface Seats {
  /** A tab for one more person, of whom nobody has heard before. */
  take(): Promise<Tab>
  /** All who sat go, and with them everything they left: cookies, storage, routes, sizes, further tabs. */
  leave(): Promise<void>
}

/** What tests listen for; Playwright itself listens for more. */
const HEARD = ['console', 'dialog', 'pageerror', 'request', 'requestfailed', 'response']

/** A page and its browser context. */
export interface Tab {
  readonly context: BrowserContext
  readonly page: Page
}

interface Seat extends Tab {
  /** True once a test has done to it what cannot be undone. */
  isSpoilt(): boolean
}

/**
 * A page in a new context reads, compiles and draws everything from nothing, which takes three times the work of
 * the same page where one like it has been. So a tab is emptied and kept for the next test, unless that test
 * has done to it what cannot be undone. `emptyPage` is an address of the same origin that runs no scripts.
 */
export function createSeats(browser: Browser, emptyPage: string): Seats {
  const free: Seat[] = []
  let taken: Seat[] = []
  return {
    async take() {
      const seat = free.pop() ?? (await openSeat(browser))
      taken.push(seat)
      return seat
    },
    async leave() {
      const left = taken
      taken = []
      await Promise.all(
        left.map(async (seat) => {
          if (seat.isSpoilt()) return seat.context.close()
          await empty(seat, emptyPage)
          free.push(seat)
        }),
      )
    },
  }
}

async function openSeat(browser: Browser): Promise<Seat> {
  const context = await browser.newContext({ viewport: WINDOW })
  const page = await context.newPage()
  const isSpoilt = watchForSpoiling(context, page)
  return { context, page, isSpoilt }
}

/** Notes when somebody asks for something that stays with a tab or a context for good. */
function watchForSpoiling(context: BrowserContext, page: Page): () => boolean {
  let isSpoilt = false
  const spoils = <Made extends object>(made: Made, names: readonly (keyof Made)[]): void => {
    for (const name of names) {
      const original = made[name]
      Object.defineProperty(made, name, {
        get() {
          isSpoilt = true
          return original
        },
      })
    }
  }
  spoils(page, ['addInitScript', 'exposeBinding', 'exposeFunction', 'clock', 'close', 'setExtraHTTPHeaders'])
  spoils(context, ['addInitScript', 'exposeBinding', 'exposeFunction', 'clock', 'close', 'newCDPSession'])
  page.once('crash', () => {
    isSpoilt = true
  })
  return () => isSpoilt
}

async function empty({ context, page }: Seat, emptyPage: string): Promise<void> {
  for (const kind of HEARD) page.removeAllListeners(kind)
  for (const other of context.pages()) if (other !== page) await other.close()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await context.setOffline(false)
  await page.goto(emptyPage)
  await page.evaluate(emptyStorage)
  await context.clearCookies()
  await context.clearPermissions()
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null })
  await page.setViewportSize(WINDOW)
}

/** Runs in the page. A database is gone once those who have it open, pages and workers, have let it go. */
async function emptyStorage(): Promise<void> {
  localStorage.clear()
  sessionStorage.clear()
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name ?? '')
      request.onsuccess = resolve
      request.onerror = reject
    })
  }
}
