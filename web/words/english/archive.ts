function alsoFiles(files: number): string {
  if (files === 0) return ''
  return files === 1 ? ' and 1 file' : ` and ${files} files`
}

/** All documents as one archive, and back. */
export const archiveWords = {
  download: 'Download everything',
  downloadAlso: 'archive export backup zip all documents files',
  bring: 'Restore from archive…',
  bringAlso: 'bring back import backup zip upload',
  heading: 'Restore from archive',
  sending: 'Uploading the archive',
  reading: 'The server is reading it. You can carry on, but keep this page open.',
  waiting: 'The server is busy or isn’t responding. The upload retries by itself: keep this page open.',
  taken: (documents: number, files: number) =>
    documents + files === 1
      ? `1 ${documents === 1 ? 'document' : 'file'} restored as a new copy.`
      : `${documents === 1 ? '1 document' : `${documents} documents`}${alsoFiles(files)} restored as new copies.`,
  left: 'Not restored:',
  faults: {
    missing: 'not in the archive',
    unreadable: 'can’t be read',
    'too-large': 'too large for this server',
  },
  invalid: 'This isn’t a Samepage archive, or it’s damaged.',
  tooLarge: 'This archive is too large for the server.',
  full: 'The server is out of space. Nothing was restored.',
  refused: 'The server didn’t accept the archive. Please try again.',
  unreachable: 'The server isn’t responding. Try again once you’re back online.',
  cancel: 'Cancel',
  close: 'Close',
} as const
