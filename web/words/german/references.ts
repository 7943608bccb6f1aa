import type { Translated } from '../../../document/words/translated.ts'
import type { referenceWords as english } from '../english/references.ts'

export const referenceWords: Translated<typeof english> = {
  references: {
    label: 'Personen und Dokumente',
    people: 'Personen',
    documents: 'Dokumente',
    emoji: 'Emoji',
    gone: 'Dieses Dokument gibt es nicht mehr.',
  },
}
