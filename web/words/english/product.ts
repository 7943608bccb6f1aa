/** The name of the product, and what any page may say. */
export const productWords = {
  product: 'Samepage',

  untitled: 'Untitled',

  reloadFailed: 'The document could not be loaded. Trying again…',

  newVersion: {
    here: 'A new version is here.',
    next: 'Reload when it suits you; what you wrote is kept.',
    reload: 'Reload',
  },
} as const
