// Attribute values hold no `<` in XML: so each try ends at the next tag, whatever the text is made of.
const TAG = /<(\/?)([A-Za-z][\w-]*:[A-Za-z][\w-]*)([^"'<>]*(?:(?:"[^"<]*"|'[^'<]*')[^"'<>]*)*)>/g
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** A tag of a part of a Word file, and where it stands in it. */
export interface WordTag {
  /** With its prefix, which every program writes alike: `w:p`. */
  readonly name: string
  readonly kind: 'open' | 'close' | 'empty'
  readonly from: number
  readonly to: number
  /** The value of an attribute by its name with prefix. */
  attribute(name: string): string | undefined
}

/** The tags of a part, in order. */
export function* wordTags(xml: string): Generator<WordTag> {
  for (const { 0: all, 1: slash, 2: name = '', 3: rest = '', index } of xml.matchAll(TAG)) {
    const kind = slash ? 'close' : rest.endsWith('/') ? 'empty' : 'open'
    const attribute = (key: string): string | undefined => attributeOf(rest, key)
    yield { name, kind, from: index, to: index + all.length, attribute }
  }
}

function attributeOf(text: string, key: string): string | undefined {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const value = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(text.slice(at + key.length))
    if (value && /\s/.test(text.charAt(at - 1))) return decodeXml(value[1] ?? value[2] ?? '')
  }
  return undefined
}

/** The text that XML's five named entities stand for. */
export function decodeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (_all, name: string) => ENTITIES[name] ?? '')
}

/** Text as XML, between tags or in an attribute in double quotes. */
export function encodeXml(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (sign) => `&${sign === '&' ? 'amp' : sign === '<' ? 'lt' : sign === '>' ? 'gt' : 'quot'};`,
  )
}
