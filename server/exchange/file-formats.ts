/** The media type of Word's files. */
export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What a document can be made from, by media type. */
export const READ_TYPES = {
  'text/markdown': 'markdown',
  'text/html': 'html',
  'text/plain': 'text',
  [DOCX_TYPE]: 'docx',
} as const

/** A format that the server reads. */
export type ReadFormat = (typeof READ_TYPES)[keyof typeof READ_TYPES]
