import { countOf } from './count-of.ts'

/** The home page. */
export const homeWords = {
  home: {
    heading: 'Documents',
    newDocument: 'New document',
    emptyHeading: 'Nothing here yet',
    emptyText:
      'Make a document, send its link, and write in it together. Everyone who has the link can read and edit.',
    failed: 'Your documents could not be loaded. They are safe on the server.',
    notMade: 'The document could not be made. Is the server running, with space on its disk?',
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
