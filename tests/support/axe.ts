import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * Axe on a page as it stands. Our pages hold no frames of others; so it need not open a second page for each
 * look, which is what it does to keep its findings from hostile frames.
 */
export function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode()
}
