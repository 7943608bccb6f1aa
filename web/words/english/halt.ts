/** Why a page has stopped. */
export const haltWords = {
  halt: {
    gone: {
      what: 'This document no longer exists, or you no longer have access to it.',
      safe: 'Everything you wrote is still on this page.',
      next: 'Copy or download it before you close the page.',
    },
    foreign: {
      what: 'The server thinks this page is another website and refuses its changes.',
      safe: 'Everything you wrote is still on this page.',
      next: 'Whoever runs the server can fix this; the connection check says how.',
    },
    stranger: {
      what: 'The server no longer recognises this browser: its cookies seem to have been deleted.',
      safe: 'Everything you wrote is still on this page.',
      next: 'Copy or download it, then reload to carry on. If it happens again, let your browser keep cookies for this site.',
    },
    outdated: {
      what: 'The server runs a newer version of Samepage than this page.',
      safe: 'Anything not sent yet is kept and offered to you afterwards.',
      next: 'Reload to carry on.',
    },
    rewritten: {
      what: 'The document on the server isn’t the one this page knows. It may have been restored from a backup.',
      safe: 'This page stays as it is, with everything you wrote.',
      next: 'Copy or download your text, then reload to see the document as it is now.',
    },
    full: {
      what: 'The document is full: it holds up to 2,000,000 characters and 100,000 blocks. Your last change doesn’t fit.',
      safe: 'The change is still on this page, with the rest of the text.',
      next: 'Copy or download it, then reload: what doesn’t fit is offered to you as text, for a second document.',
    },
    large: {
      what: 'One of your changes is too large to send.',
      safe: 'The change is still on this page, with the rest of the text.',
      next: 'Copy or download it, then reload: it’s offered to you as text, to add piece by piece.',
    },
    faulty: {
      what: 'The server couldn’t make sense of a change from this page. That’s Samepage’s fault, not yours.',
      safe: 'Everything you wrote is still on this page.',
      next: 'Copy or download it, then reload: the change is offered to you as text.',
    },
    trash: {
      what: 'This document is in the trash.',
      mine: 'You can read it. Restore it to carry on writing; after 30 days in the trash it’s deleted forever.',
      others: 'You can read it, but not change it until the person who created it restores it.',
      restore: 'Restore',
    },
    paused: 'Typing is paused.',
    allSaved: 'Everything you wrote is saved.',
    copy: 'Copy text',
    download: 'Download',
    check: 'Check my connection',
    reload: 'Reload',
  },
} as const
