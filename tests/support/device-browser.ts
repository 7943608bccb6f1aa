import { onTestFinished } from 'vitest'
import { createCookieFetch } from './cookie-fetch.ts'
import { aDevice, type Device, type DevicePage } from './device.ts'
import { type NodePage, openPage } from './node-page.ts'
import { type Api, createApi } from './page-api.ts'
import type { TestServer } from './server.ts'

/** A browser with a cookie of its own, and what is on its disk. */
export interface Browser {
  readonly device: Device
  readonly api: Api
  open(over?: { readonly api?: Api; readonly page?: DevicePage }): Tab
}

/** A page of that browser. */
export interface Tab extends NodePage {
  /** Ended by force: no goodbye, no last write. */
  kill(): void
}

/** A browser that has the document open in no page yet. */
export function aBrowser(server: TestServer, id: string): Browser {
  const device = aDevice()
  const api = createApi({ base: server.url, fetch: createCookieFetch() })
  return {
    device,
    api,
    open({ api: own = api, page = device.page(id) } = {}) {
      const tab = openPage(server.url, id, { ...page, api: own })
      const kill = () => {
        page.vanish()
        tab.client.stop()
      }
      onTestFinished(kill)
      tab.client.start()
      return { ...tab, kill }
    },
  }
}
