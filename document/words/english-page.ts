/** What stands in the pages themselves, before a script runs or without any. */
export const englishPage = {
  untitled: 'Untitled',
  page: {
    documents: 'Documents',
    skip: 'Skip to the text',
    checkTitle: 'Check my connection · Samepage',
    noScriptHome:
      'The list of your documents needs JavaScript. You can read a document without it: open its link.',
    noScriptDocument: 'You can read this document. Editing it, and seeing others write, needs JavaScript.',
    noScriptConnection:
      'The connection check needs JavaScript. If you can read this, ordinary requests reach the server.',
  },
  plain: {
    missing: {
      heading: 'This page does not exist',
      sentence: 'The link may be incomplete. Ask the person who sent it to copy it again.',
    },
    restarting: {
      heading: 'Samepage is restarting',
      sentence: 'The server is restarting. Try again in a few seconds.',
    },
    refused: {
      heading: 'That didn’t work',
      sentence: 'The server doesn’t accept this request. Go back and try another way.',
    },
    failed: {
      heading: 'That didn’t work',
      sentence: 'Something went wrong on the server. Nothing was lost. Please try again.',
    },
    reference: 'Reference',
    home: 'Go to your documents',
  },
} as const
