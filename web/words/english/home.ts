import { countOf } from './count-of.ts'

/** The home page. */
export const homeWords = {
  home: {
    heading: 'Documents',
    newDocument: 'New document',
    emptyHeading: 'Nothing here yet',
    emptyText:
      'Create a document and share its link to write together. Anyone with the link can read and edit.',
    failed: 'Couldn’t load your documents. Trying again…',
    failedKept: 'Showing documents on this device.',
    notMade: 'Couldn’t create the document: the server isn’t responding.',
    notMadeFull: 'Couldn’t create the document: the server is out of space.',
    notMadeOtherwise: 'Couldn’t create the document. Please try again.',
    retry: 'Try again',
    loading: 'Loading your documents',
    keptHeading: 'On this device',
    copyKept: 'Copy text',
    copiedKept: 'Copied',
    unsent: (changes: number) => `${countOf(changes)} on this device, not sent yet. Open to send.`,
    hereNow: (people: number) => (people === 1 ? '1 person here now' : `${people} people here now`),
    edited: (when: string) => `Edited ${when}`,
    openedHere: (when: string) => `Opened here ${when}`,
    justNow: 'just now',
  },
} as const
