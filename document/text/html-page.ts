import type { Node } from 'prosemirror-model'
import { ALIGNMENTS } from '../schema/alignment.ts'
import { HIGHLIGHT_SHADES, TEXT_SHADES } from '../schema/colour-shades.ts'
import { TEXT_COLOURS } from '../schema/colours.ts'
import { titleOf } from '../schema/schema.ts'
import { escapeAttribute, escapeText } from './escape.ts'
import { createIdMaker } from './heading-ids.ts'
import { type AddressOf, toHtml } from './html-out.ts'

/** Enough for a page that stands alone to read well, on paper and in the dark too. */
const STYLE = `:root{color-scheme:light dark}
body{max-width:42rem;margin:3rem auto;padding:0 1.25rem;font:1.0625rem/1.65 Georgia,"Times New Roman",serif}
h1,h2,h3,h4{line-height:1.25;font-weight:600}
img{max-width:100%;height:auto}
figure{margin:1.5rem 0}
figcaption,.attachment-size{font-size:.875rem;opacity:.7}
pre{padding:1rem;overflow-x:auto;white-space:pre-wrap}
pre,aside.callout{background:color-mix(in srgb,currentColor 6%,transparent);border-radius:.375rem}
code{font:.875em ui-monospace,Consolas,monospace}
blockquote{margin:0;padding-left:1rem;border-left:3px solid color-mix(in srgb,currentColor 30%,transparent)}
aside.callout{padding:.25rem 1rem}
aside.callout::before{content:attr(data-kind);display:block;font-weight:600;text-transform:capitalize}
.table-wrapper{overflow-x:auto}
.is-too-large :is(table,tbody,tr,td,th){display:block}
table{border-collapse:collapse}
th,td{border:1px solid #bbb;border-color:color-mix(in srgb,currentColor 25%,transparent);padding:.25rem .625rem;text-align:left;vertical-align:top}
td>p,th>p,li>p{margin:0}
ul.tasks{list-style:none;padding-left:0}
li.task{display:flex;gap:.5rem}
mark{color:inherit}
sup,sub{line-height:0}
${ALIGNMENTS.map((name) => `.align-${name}{text-align:${name}}`).join('\n')}
${TEXT_COLOURS.map((name) => `.text-${name}{color:light-dark(${TEXT_SHADES[name].join()})}`).join('\n')}
${TEXT_COLOURS.map((name) => `.highlight-${name}{background:light-dark(${HIGHLIGHT_SHADES[name].join()})}`).join('\n')}
`

/**
 * A document as a file of HTML. `name` stands for no title in its head, and a title without a word is left out;
 * `addressOf` says what stands for each address, so that it needs nothing beside it.
 */
export function toHtmlPage(doc: Node, name: string, addressOf?: AddressOf): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="Samepage">
<title>${escapeText(titleOf(doc).trim() || name)}</title>
<style>
${STYLE}</style>
</head>
<body>
${withHeadingIds(toHtml(doc, addressOf), doc).replace(/^<h1 class="title"[^>]*><\/h1>/, '')}
</body>
</html>
`
}

/** The HTML of a document with names on its headings, so that links to them lead somewhere in a file. */
function withHeadingIds(html: string, doc: Node): string {
  const idOf = createIdMaker()
  const ids: string[] = []
  doc.descendants(({ type, isTextblock, textContent }) => {
    if (type.name === 'heading' || type.name === 'title') ids.push(idOf(textContent))
    return !isTextblock
  })
  let heading = 0
  // A `<` in words and in values is written as a reference.
  return html.replace(/<h[1-4] /g, (tag) => {
    const id = ids[heading++]
    return id ? `${tag}id="${escapeAttribute(id)}" ` : tag
  })
}
