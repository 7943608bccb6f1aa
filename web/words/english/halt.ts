/** Why a page has stopped. */
export const haltWords = {
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
      what: 'The document is full: it holds 2,000,000 characters and 100,000 blocks. Your last change does not fit.',
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
    trash: {
      what: 'This document is in the trash.',
      mine: 'It can be read. Restore it to go on writing; after 30 days there it is deleted for ever.',
      others: 'It can be read, and not changed until the person who made it restores it.',
      restore: 'Restore',
    },
    paused: 'Typing is paused.',
    allSaved: 'Everything you wrote is saved.',
    copy: 'Copy my text',
    download: 'Download',
    check: 'Check my connection',
    reload: 'Reload',
  },
} as const
