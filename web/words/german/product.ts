import { germanPage } from '../../../document/words/german-page.ts'
import type { Translated } from '../../../document/words/translated.ts'
import type { productWords as english } from '../english/product.ts'

export const productWords: Translated<typeof english> = {
  product: 'Samepage',

  skip: germanPage.page.skip,
  untitled: germanPage.untitled,

  reloadFailed: 'Das Dokument konnte nicht geladen werden. Neuer Versuch läuft …',

  newVersion: {
    here: 'Eine neue Version ist verfügbar.',
    next: 'Laden Sie neu, wann es Ihnen passt; was Sie geschrieben haben, bleibt erhalten.',
    reload: 'Neu laden',
  },
}
