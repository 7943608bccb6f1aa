import { type Logger, pino } from 'pino'

export type Log = Logger

const DOCUMENT_ID = /(?<![A-Za-z0-9_-])([A-Za-z0-9_-]{4})[A-Za-z0-9_-]{17}[AQgw](?![A-Za-z0-9_-])/g

/** The text with every document id cut to four characters: knowing one whole is the right to edit. */
export function cutIds(text: string): string {
  return text.replace(DOCUMENT_ID, '$1…')
}

/** The server's log, one JSON object a line, handed to `write`. No line holds a whole document id. */
export function createLog(level: string, write: (line: string) => void): Log {
  return pino({ level, base: null }, { write: (line: string) => write(cutIds(line)) })
}
