/** All documents as one archive, and back. */
export const archiveWords = {
  download: 'Download everything',
  downloadAlso: 'archive export backup zip all documents files',
  bring: 'Bring an archive back…',
  bringAlso: 'restore import backup zip upload',
  heading: 'Bring an archive back',
  sending: 'Sending the archive',
  reading: 'The server reads it. You can go on meanwhile, but keep this page open.',
  waiting: 'The server is busy or does not answer. The archive is sent again by itself: keep this page open.',
  taken: (documents: number, files: number) =>
    `${documents === 1 ? '1 document' : `${documents} documents`} and ${files === 1 ? '1 file' : `${files} files`} came in, as new ones beside what you have.`,
  left: 'This did not come in:',
  faults: {
    missing: 'not in the archive',
    unreadable: 'cannot be read',
    'too-large': 'too large for this server',
  },
  invalid: 'This is not an archive that Samepage made, or it is damaged.',
  tooLarge: 'The archive is larger than this server takes.',
  full: 'The server has no space left. Nothing of the archive came in.',
  refused: 'The server did not take the archive. Try again in a moment.',
  unreachable: 'The server did not answer. Try again when the connection is back.',
  cancel: 'Cancel',
  close: 'Close',
} as const
