import { countOf } from './count-of.ts'

/** Words that met someone else’s change. */
export const displacedWords = {
  review: {
    heading: (away: string) => `You were away for ${away}`,
    meanwhile: (commits: number) => `Others made ${countOf(commits)} in the meantime.`,
    kept: (changes: number) => `${changes} of your changes still ${changes === 1 ? 'fits' : 'fit'}.`,
    changed: (changes: number) => `${changes} of your changes ${changes === 1 ? 'fits' : 'fit'} in part.`,
    displaced: (changes: number) =>
      `${changes} of your changes no longer ${changes === 1 ? 'fits' : 'fit'} anywhere:`,
    explanation:
      'None of this has been sent yet. Merge sends what fits and keeps the rest for you under Recovered text. Or keep your version, just as you left it, as a separate document.',
    merge: 'Merge',
    copy: 'Keep mine as a copy',
    failed: 'Couldn’t create the copy. Nothing has changed. Please try again.',
    copied: 'Your version is now a separate document',
    copiedText: 'It’s exactly what you saw before you came back. This page now shows what everyone else has.',
    open: 'Open the copy',
    close: 'Stay here',
  },

  residue: {
    heading: 'Couldn’t be placed',
    explanation: 'Someone changed this part while your words were on their way. They’re kept here for you.',
    reasons: {
      deleted: 'The text around it was deleted.',
      unfit: 'It no longer fits where you wrote it.',
      invalid: 'It doesn’t fit there.',
      limit: 'It would have made the document too large.',
    },
    formatting: 'A change without text, such as formatting.',
    insert: 'Insert here',
    copy: 'Copy',
    dismiss: 'Dismiss',
    notDismissed: 'Couldn’t dismiss that. Please try again.',
    copied: 'Copied',
    notCopied: 'Your browser blocked copying. Select the text and copy it with the keyboard.',
  },

  displaced: {
    heading: 'Recovered text',
    explanation:
      'If someone changes a part of the document while your words are on their way there, your words are kept here, for you alone. Anything you dismiss stays for 30 days.',
    empty: 'Nothing to recover.',
    loading: 'Loading recovered text',
    failed: 'The server isn’t responding, so there may be more. None of it is lost.',
    unsent: 'Kept on this page; the server doesn’t have it yet.',
    undecided: (when: string) => `Recovered ${when}, kept until you decide.`,
    aside: (when: string, days: number) =>
      `Recovered ${when}, dismissed, kept for ${days === 1 ? '1 more day' : `${days} more days`}.`,
    notNow: 'Typing is paused, so nothing can be inserted right now. You can still copy it.',
    close: 'Close',
  },
} as const
