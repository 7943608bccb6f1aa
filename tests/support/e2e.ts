import { test as base } from '@playwright/test'

/** What playwright.config.ts sets for each of its projects. */
export interface HostOption {
  /** The name under which the browser opens a server on loopback: `localhost`, or one that is no secure context. */
  hostName: string
}

/** Playwright's `test` with the project's host name. Each test starts its own server on port 0. */
export const test = base.extend<HostOption>({ hostName: ['localhost', { option: true }] })
