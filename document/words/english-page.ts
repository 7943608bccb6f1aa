/** What stands in the pages themselves, before a script runs or without any. */
export const englishPage = {
  untitled: 'Untitled',
  page: {
    documents: 'Documents',
    skip: 'Skip to the text',
    checkTitle: 'Check my connection · Samepage',
    noScriptHome:
      'The list of your documents needs JavaScript. A document itself can be read without: open its link.',
    noScriptDocument: 'You can read this document. Editing it, and seeing others write, needs JavaScript.',
    noScriptConnection:
      'Checking the connection needs JavaScript. If you can read this, ordinary requests reach the server.',
  },
  plain: {
    missing: {
      heading: 'This page does not exist',
      sentence: 'The link may be incomplete. Ask the person who sent it to copy it once more.',
    },
    restarting: {
      heading: 'Samepage is restarting',
      sentence: 'The server is restarting. Try again in a few seconds.',
    },
    refused: {
      heading: 'That did not work',
      sentence: 'The server does not take this request. Go back and try another way.',
    },
    failed: {
      heading: 'That did not work',
      sentence: 'Something went wrong on the server. Nothing was lost; try again in a moment.',
    },
    reference: 'Reference',
    home: 'Go to your documents',
  },
} as const
