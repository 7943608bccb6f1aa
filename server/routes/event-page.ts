import type { LoggedEvent } from '../../db/document-log.ts'

/** Events of a page, as a list of JSON. */
export function writeEvents(events: readonly LoggedEvent[]): string {
  return `[${events.map(({ kind, json }) => `{"kind":"${kind}",${json.slice(1)}`).join()}]`
}

/** A JSON object with one more member, which is JSON already. */
export function withJson(object: object, name: string, json: string): string {
  const members = JSON.stringify(object).slice(0, -1)
  return `${members}${members === '{' ? '' : ','}"${name}":${json}}`
}
