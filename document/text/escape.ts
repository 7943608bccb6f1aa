const TEXT = /[&<>\u00a0]/g
const ATTRIBUTE = /[&<>"\u00a0]/g
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
}

/** Text as HTML between tags, written exactly as a browser's `innerHTML` writes a text node. */
export function escapeText(text: string): string {
  return text.replace(TEXT, (character) => REFERENCES[character] ?? character)
}

/** Text as HTML inside a double-quoted attribute, written exactly as a browser's `innerHTML` does. */
export function escapeAttribute(text: string): string {
  return text.replace(ATTRIBUTE, (character) => REFERENCES[character] ?? character)
}
