import type { Translated } from '../../../document/words/translated.ts'
import type { themeWords as english } from '../english/theme.ts'

export const themeWords: Translated<typeof english> = {
  theme: {
    label: 'Farben',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'Wie auf diesem Gerät',
  },
}
