import type { Translated } from '../../../document/words/translated.ts'
import type { blocksWords as english } from '../english/blocks.ts'

export const blocksWords: Translated<typeof english> = {
  section: {
    fold: 'Abschnitt zuklappen',
    open: 'Abschnitt aufklappen',
  },
}
