import type { Translated } from '../../../document/words/translated.ts'
import type { themeWords as english } from '../english/theme.ts'

export const themeWords: Translated<typeof english> = {
  theme: {
    label: 'Design',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'Wie im System',
  },
}
