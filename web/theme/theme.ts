/** Which colours a person wants: always one of the two, or what their system says. */
export type Theme = 'light' | 'dark' | 'system'

/** Where the choice is kept, in this browser alone. `first-paint.ts` reads it before anything else runs. */
export const THEME_KEY = 'samepage-theme'
export type ThemeKey = typeof THEME_KEY

/** The theme that this page shows. */
export function themeShown(): Theme {
  const { theme } = document.documentElement.dataset
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Keeps the choice and shows it at once, here and in the other tabs of this browser. */
export function chooseTheme(theme: Theme): void {
  const value = theme === 'system' ? null : theme
  try {
    if (value === null) localStorage.removeItem(THEME_KEY)
    else localStorage.setItem(THEME_KEY, value)
  } catch {
    // A browser that keeps nothing shows the choice for as long as the page is open.
  }
  // Browsers tell the other tabs; this one is told in the same way.
  dispatchEvent(new StorageEvent('storage', { key: THEME_KEY, newValue: value }))
}
