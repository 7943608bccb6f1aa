import { englishPage } from '../../../document/words/english-page.ts'

/** The name of the product, and what any page may say. */
export const productWords = {
  product: 'Samepage',

  skip: englishPage.page.skip,
  untitled: englishPage.untitled,

  reloadFailed: 'Couldn’t load the document. Trying again…',

  newVersion: {
    here: 'A new version is available.',
    next: 'Reload whenever you like; what you wrote is kept.',
    reload: 'Reload',
  },
} as const
