import type { ThemeKey } from './theme.ts'

// Runs before the first paint, as a plain script of its own: it imports nothing, and leaves no names behind.
{
  const KEY: ThemeKey = 'samepage-theme'
  const root = document.documentElement

  const show = (chosen: string | null): void => {
    const theme = chosen === 'light' || chosen === 'dark' ? chosen : undefined
    if (theme) root.dataset['theme'] = theme
    else delete root.dataset['theme']
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=color-scheme]'))
      meta.content = theme ?? 'light dark'
    // The colour of the browser's own bar: the page names one for each theme.
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')) {
      const own = meta.dataset['theme']
      const isShown = theme === own ? 'all' : 'not all'
      meta.media = theme ? isShown : `(prefers-color-scheme: ${own})`
    }
  }

  const kept = (): string | null => {
    try {
      return localStorage.getItem(KEY)
    } catch {
      return null
    }
  }

  show(kept())
  addEventListener('storage', ({ key, newValue }) => {
    if (key === KEY || key === null) show(newValue)
  })
  // A page out of the browser's cache was told nothing meanwhile.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) show(kept())
  })
}
