import { WORD_TYPE } from '../api/word-file.ts'

const TYPES: Readonly<Record<string, string>> = {
  md: 'text/markdown',
  markdown: 'text/markdown',
  mdown: 'text/markdown',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'text/html',
  txt: 'text/plain',
  text: 'text/plain',
  docx: WORD_TYPE,
}

/** What a dialog for files offers. */
export const ACCEPTED = Object.keys(TYPES)
  .map((ending) => `.${ending}`)
  .join(',')

/** The media type that a file is read as, by its name: browsers do not know Markdown. Undefined for others. */
export function readType(name: string): string | undefined {
  return TYPES[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '']
}
