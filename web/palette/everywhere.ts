import { otherLanguages } from '../elements/language-choice.ts'
import { houseWords } from '../house-words.ts'
import { speak } from '../language.ts'
import { openShortcutSheet } from '../shortcut-keys.ts'
import { chooseTheme, type Theme } from '../theme/theme.ts'
import type { Action } from './actions.ts'

const THEMES: readonly Theme[] = ['light', 'dark', 'system']

/** What one can do on every page: theme, language, the sheet of shortcuts, the check of the connection. */
export function everywhereActions(): readonly Action[] {
  const { palette } = houseWords
  const { keywords } = palette
  return [
    ...THEMES.map((theme) => ({
      id: `theme-${theme}`,
      title: palette[theme],
      keywords: keywords.theme,
      run: () => chooseTheme(theme),
    })),
    ...otherLanguages().map(([tag, name]) => ({
      id: `language-${tag}`,
      title: name,
      keywords: keywords.language,
      run: () => speak(tag),
    })),
    {
      id: 'shortcuts',
      title: palette.shortcuts,
      keywords: keywords.shortcuts,
      keys: 'Mod-/',
      run: () => openShortcutSheet(),
    },
    {
      id: 'connection',
      title: palette.connection,
      keywords: keywords.connection,
      run: () => location.assign('/connection'),
    },
  ]
}
