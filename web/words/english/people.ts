/** Others here, and how they see you. */
export const peopleWords = {
  people: {
    label: 'People here',
    more: (people: number) => `${people} more`,
    editing: 'editing',
    reading: 'reading',
    away: 'away',
    stateOf: (name: string, state: string) => `${name}, ${state}`,
    joined: (name: string) => `${name} joined`,
    left: (name: string) => `${name} left`,
    you: (name: string) => `${name} (you). Change your name or colour`,
  },

  me: {
    heading: 'How others see you',
    name: 'Name',
    colour: 'Colour',
    colourOf: (n: number) => `Colour ${n}`,
    save: 'Save',
    cancel: 'Cancel',
    failed: 'That could not be saved. Try again in a moment.',
    required: 'Give yourself a name of up to 60 characters.',
  },

  share: {
    button: 'Share',
    copied: 'Link copied',
    byHand: 'Copy this link and send it:',
    close: 'Close',
  },
} as const
