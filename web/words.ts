/** Every text a person reads in the browser, but for the connection check's, in `connection-words.ts`. */
export const words = {
  product: 'Samepage',
  untitled: 'Untitled',

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

  editor: {
    label: 'Document text',
    emptyTitle: 'Untitled',
    emptyText: 'Start writing, or paste Markdown…',
    taskDone: 'Done',
    imageOf: (alt: string) => alt || 'Picture',
  },

  outOfBounds: {
    size: 'That is too much: a document holds 2,000,000 characters.',
    depth: 'Lists and quotes can be nested 32 levels deep, and no deeper.',
    text: 'That text holds a broken character and was not taken.',
  },

  save: {
    opening: 'Opening…',
    unreachable: 'Offline. The document opens when the server answers.',
    saved: 'Saved',
    saving: 'Saving…',
    reconnecting: 'Reconnecting…',
    offline: (kept: number) => (kept === 0 ? 'Offline' : `Offline, ${countOf(kept)} kept on this device`),
    offlineUnkept: (changes: number) => `Offline, ${countOf(changes)} not kept on this device`,
    waiting: (kept: number) => (kept === 0 ? 'Not sent yet' : `${countOf(kept)} kept on this device`),
    waitingUnkept: (changes: number) => `${countOf(changes)} not kept on this device`,
    notSaving: 'Not saving',
    reviewing: 'Waiting for your decision',
  },

  connection: {
    again: 'Try now',
    slow: 'Slow network: changes arrive a little later',
    why: 'Check my connection',
    back: 'Connected again. Everything is saved.',
    lost: 'The connection is lost. Your changes are kept on this device and sent when it returns.',
    lostUnkept: 'The connection is lost, and this browser keeps nothing. Leave this page open.',
  },

  trouble: {
    unreachable: 'Your changes do not reach the server. They are kept here and sent as soon as they do.',
    unknown:
      'Something between you and the server refuses your changes. They are kept here and sent when it lets them pass.',
    internal: 'The server has a problem. Your changes are kept here and tried again.',
    'shutting-down': 'The server is restarting. Your changes are kept here and sent when it is back.',
    'storage-failed': 'The server could not write to its disk. Your changes are kept here and tried again.',
    'storage-full': 'The server’s disk is full. Your changes are kept here until there is space.',
    'too-many-requests': 'Many changes at once. They are kept here and sent a little slower.',
  },

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

  format: {
    label: 'Formatting',
    block: 'Kind of block',
    title: 'Title',
    kinds: {
      text: 'Text',
      heading1: 'Heading 1',
      heading2: 'Heading 2',
      heading3: 'Heading 3',
      bullets: 'Bulleted list',
      numbers: 'Numbered list',
      tasks: 'Task list',
      quote: 'Quote',
      code: 'Code block',
    },
    strong: 'Bold',
    em: 'Italic',
    underline: 'Underline',
    strike: 'Strikethrough',
    code: 'Code',
    link: 'Link',
    image: 'Image',
    rule: 'Dividing line',
    undo: 'Undo',
    redo: 'Redo',
    language: 'Language',
  },

  link: {
    heading: 'Link',
    address: 'Address',
    hint: 'https://example.org',
    refused: 'This is not an address a link may point to. Use http, https, mailto or tel.',
    apply: 'Apply',
    remove: 'Remove link',
    cancel: 'Cancel',
  },

  image: {
    heading: 'Image',
    address: 'Address of the picture',
    alt: 'Description, for those who cannot see it',
    refused: 'This is not an address a picture can come from. Use http or https.',
    insert: 'Insert',
    cancel: 'Cancel',
  },

  review: {
    heading: (away: string) => `You were away for ${away}`,
    meanwhile: (commits: number) =>
      commits === 1 ? 'Meanwhile others made 1 change.' : `Meanwhile others made ${commits} changes.`,
    kept: (changes: number) => `${countOf(changes)} of yours ${changes === 1 ? 'fits' : 'fit'} as before.`,
    changed: (changes: number) => `${countOf(changes)} of yours ${changes === 1 ? 'fits' : 'fit'} in part.`,
    displaced: (changes: number) =>
      `${countOf(changes)} of yours ${changes === 1 ? 'has' : 'have'} no place any more:`,
    explanation:
      'Nothing of this is sent yet. Merge sends what fits and keeps the rest for you under Displaced text. Or keep your version, as you left it, in a document of its own.',
    merge: 'Merge',
    copy: 'Keep mine as a copy',
    failed: 'The copy could not be made. Nothing has changed; try again in a moment.',
    copied: 'Your version has its own document',
    copiedText: 'It is exactly what you saw before you came back. This page now shows what the others have.',
    open: 'Open the copy',
    close: 'Stay here',
  },

  residue: {
    heading: 'Could not be placed',
    explanation:
      'Somebody changed this place while your words were on their way. They are kept here for you.',
    reasons: {
      deleted: 'The text around it was deleted.',
      unfit: 'It no longer fits where it was written.',
      invalid: 'A document cannot hold it there.',
      limit: 'The document would have become too large.',
    },
    formatting: 'A change without words, such as formatting.',
    insert: 'Insert here',
    copy: 'Copy',
    dismiss: 'Dismiss',
    notDismissed: 'That could not be dismissed now. Try again in a moment.',
    copied: 'Copied',
    notCopied: 'This browser does not let the page copy. Select the text and copy it by hand.',
  },

  menu: {
    label: 'More',
    displaced: 'Displaced text…',
    markdown: 'Download as Markdown',
    html: 'Download as HTML',
    text: 'Download as plain text',
    copy: 'Copy all as Markdown',
    connection: 'Check my connection',
    copied: 'Copied as Markdown',
    copiedPlain: 'Copied as plain text: the Markdown writer could not be loaded',
    savedPlain: 'Downloaded as plain text: the writer for this format could not be loaded',
    notCopied: 'This browser does not let the page copy. Download it instead.',
    notYet: 'The document is still opening.',
  },

  displaced: {
    heading: 'Displaced text',
    explanation:
      'When somebody changes a place while your words are on their way there, your words are kept here, for you alone. What you put aside stays for 30 days.',
    empty: 'None of your text was displaced in this document.',
    loading: 'Loading your displaced text',
    failed: 'The server does not answer now, so there may be more. Nothing of it is lost.',
    unsent: 'Kept on this page; the server does not have it yet.',
    undecided: (when: string) => `Displaced ${when}, kept until you decide.`,
    aside: (when: string, days: number) =>
      `Displaced ${when} and put aside, kept for ${days === 1 ? '1 more day' : `${days} more days`}.`,
    notNow: 'Typing is paused, so nothing can be inserted now. You can copy it.',
    close: 'Close',
  },

  halt: {
    gone: {
      what: 'This document is not here any more, or you may not open it any longer.',
      safe: 'The text stays on this page, with everything you wrote.',
      next: 'Copy or download it before you close the page.',
    },
    foreign: {
      what: 'The server takes this page for another website and refuses its changes.',
      safe: 'The text stays on this page, with everything you wrote.',
      next: 'Whoever runs the server can mend it; the check of your connection says how.',
    },
    stranger: {
      what: 'The server does not know this browser any more: its cookies were deleted, it seems.',
      safe: 'The text stays on this page, with everything you wrote.',
      next: 'Copy or download it, then reload to go on. If this comes again, let your browser keep cookies for this site.',
    },
    outdated: {
      what: 'The server runs a newer Samepage than this page.',
      safe: 'What was not sent yet is kept and offered to you afterwards.',
      next: 'Reload to go on.',
    },
    rewritten: {
      what: 'The document on the server is not the one this page knew. It may have been put back from a backup.',
      safe: 'This page stays as it is, with everything you wrote.',
      next: 'Copy or download your text, then reload to see the document as it is now.',
    },
    full: {
      what: 'The document has reached its limit of 2,000,000 characters. Your last change does not fit.',
      safe: 'The change is still on this page, with all the text.',
      next: 'Copy or download it, then reload: what does not fit is offered to you as text, for a second document.',
    },
    large: {
      what: 'One change of yours is too large to be sent.',
      safe: 'The change is still on this page, with all the text.',
      next: 'Copy or download it, then reload: it is offered to you as text, to be put in piece by piece.',
    },
    faulty: {
      what: 'The server could not make sense of a change from this page. That is a fault of Samepage, not yours.',
      safe: 'The text stays on this page, with everything you wrote.',
      next: 'Copy or download it, then reload: the change is offered to you as text.',
    },
    paused: 'Typing is paused.',
    allSaved: 'Everything you wrote is saved.',
    copy: 'Copy my text',
    download: 'Download',
    check: 'Check my connection',
    reload: 'Reload',
  },

  newVersion: {
    here: 'A new version is here.',
    next: 'Reload when it suits you; what you wrote is kept.',
    reload: 'Reload',
  },

  reloadFailed: 'The document could not be loaded. Trying again…',
} as const

function countOf(changes: number): string {
  return changes === 1 ? '1 change' : `${changes} changes`
}
