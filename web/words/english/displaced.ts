import { countOf } from './count-of.ts'

/** Words that met a change of somebody else. */
export const displacedWords = {
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
} as const
