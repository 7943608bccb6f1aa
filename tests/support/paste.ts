import type { Page } from '@playwright/test'

/** What lies on the clipboard, by kind. A source gives plain text along with HTML. */
export interface Clipboard {
  readonly text: string
  readonly html?: string
}

/** Pastes into whatever has the focus, as the browser does after Ctrl-V; on plain HTTP no page may fill the real clipboard. */
export async function paste(page: Page, { text, html }: Clipboard): Promise<void> {
  await page.evaluate(
    async ([plain, rich]) => {
      // By hand it would take longer than the frame in which the page learns of a moved caret.
      await new Promise(requestAnimationFrame)
      const data = new DataTransfer()
      data.setData('text/plain', plain)
      if (rich !== undefined) data.setData('text/html', rich)
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    },
    [text, html] as const,
  )
}
