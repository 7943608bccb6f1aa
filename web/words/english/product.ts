import { englishPage } from '../../../document/words/english-page.ts'

/** The name of the product, and what any page may say. */
export const productWords = {
  product: 'Samepage',

  skip: englishPage.page.skip,
  untitled: englishPage.untitled,

  reloadFailed: 'The document could not be loaded. Trying again…',

  newVersion: {
    here: 'A new version is here.',
    next: 'Reload when it suits you; what you wrote is kept.',
    reload: 'Reload',
  },
} as const
