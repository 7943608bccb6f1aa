/** A part of HTML as it stands in Markdown: a tag, a comment, or the text between them. */
export type HtmlPart =
  | { readonly kind: 'text' | 'comment'; readonly source: string }
  | HtmlTag
  | { readonly kind: 'hidden'; readonly source: string; readonly name: string }

/** A tag; the values of its attributes are as they are written, with their references. */
export interface HtmlTag {
  readonly kind: 'open' | 'close'
  readonly source: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

/** How much reading may still look at; what is beyond it is text. */
export interface TagEffort {
  left: number
}

/** Elements that have no end. */
export const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/

/** What is in these is not text of the page; each goes with all that is in it. */
const HIDDEN = /^(?:script|style|textarea|title|iframe|xmp|noembed|noframes|plaintext|template|noscript)$/

/** The names of HTML: what has another name, such as `<file>` in a command, is meant as it is written. */
const NAMES = new Set(
  `a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code
  col colgroup data dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4
  h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav
  nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rp rt ruby s
  samp script search section select small source span strike strong style sub summary sup svg table tbody td template
  textarea tfoot th thead time title tr track tt u ul var video wbr xmp`.split(/\s+/),
)

/** The names with which a block of HTML may begin below a line of text (CommonMark 4.6, kind 6). */
export const BLOCK_NAMES =
  /^(?:address|article|aside|base|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)$/

const BEGIN = /<(\/?)([A-Za-z][A-Za-z0-9-]*)/y
const ATTRIBUTE = /\s+([A-Za-z_:@][\w.:@-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/y
const END = /\s*\/?>/y
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

/** The tag of HTML that begins here; undefined where none does, or one that HTML does not have. */
export function tagAt(text: string, at: number, effort: TagEffort): HtmlTag | undefined {
  if (effort.left <= 0) return undefined
  BEGIN.lastIndex = at
  const [begin, slash, written = ''] = BEGIN.exec(text) ?? []
  const name = written.toLowerCase()
  if (begin === undefined || !NAMES.has(name)) return undefined
  let end = at + begin.length
  let attributes: Map<string, string> | undefined
  for (;;) {
    ATTRIBUTE.lastIndex = end
    const found = slash ? null : ATTRIBUTE.exec(text)
    if (!found) break
    attributes ??= new Map()
    const key = found[1]?.toLowerCase() ?? ''
    if (!attributes.has(key)) attributes.set(key, found[2] ?? found[3] ?? found[4] ?? '')
    end += found[0].length
  }
  effort.left -= end - at
  END.lastIndex = end
  const last = END.exec(text)?.[0]
  if (last === undefined) return undefined
  const source = text.slice(at, end + last.length)
  return { kind: slash ? 'close' : 'open', source, name, attributes: attributes ?? NO_ATTRIBUTES }
}

/** True where a comment begins, or an instruction, a declaration or CDATA. */
export function beginsComment(text: string, at: number): boolean {
  return /^<(?:!--|\?|!\[CDATA\[|![A-Za-z])/.test(text.slice(at, at + 9))
}

/** Where the comment ends that begins here (or an instruction, a declaration, CDATA); undefined where none does. */
export function commentEnd(text: string, at: number): number | undefined {
  if (text.startsWith('<!-->', at)) return at + 5
  if (text.startsWith('<!--->', at)) return at + 6
  const end = text.startsWith('<!--', at)
    ? after(text, '-->', at + 4)
    : text.startsWith('<?', at)
      ? after(text, '?>', at + 2)
      : text.startsWith('<![CDATA[', at)
        ? after(text, ']]>', at + 9)
        : /^<![A-Za-z]/.test(text.slice(at, at + 3))
          ? after(text, '>', at + 3)
          : 0
  return end > 0 ? end : undefined
}

function after(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from)
  return found < 0 ? 0 : found + sign.length
}

/** The parts of HTML in their order; together they are the whole of it. Linear in its length. */
export function htmlParts(text: string, effort: TagEffort): HtmlPart[] {
  const parts: HtmlPart[] = []
  let from = 0
  // A comment without an end is looked for once.
  let isCommentSought = true
  const put = (part: HtmlPart, at: number): number => {
    if (at > from) parts.push({ kind: 'text', source: text.slice(from, at) })
    parts.push(part)
    from = at + part.source.length
    return from
  }
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const isSpecial = beginsComment(text, at)
    const end = isSpecial && isCommentSought ? commentEnd(text, at) : undefined
    if (isSpecial && end === undefined) isCommentSought = false
    const tag = isSpecial ? undefined : tagAt(text, at, effort)
    if (end !== undefined) at = put({ kind: 'comment', source: text.slice(at, end) }, at)
    else if (tag?.kind === 'open' && HIDDEN.test(tag.name)) at = putHidden(tag, at)
    else at = tag ? put(tag, at) : at + 1
  }
  if (from < text.length) parts.push({ kind: 'text', source: text.slice(from) })
  return parts

  /** Without an end it is a word that somebody wrote about HTML. */
  function putHidden(tag: HtmlTag, at: number): number {
    const found = new RegExp(`</${tag.name}\\s*>`, 'gi')
    found.lastIndex = at
    const close = effort.left > 0 ? found.exec(text) : null
    effort.left -= (close ? found.lastIndex : text.length) - at
    if (!close) return at + tag.source.length
    return put({ kind: 'hidden', source: text.slice(at, found.lastIndex), name: tag.name }, at)
  }
}
