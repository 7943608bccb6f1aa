import { DOMParser, type Node } from 'prosemirror-model'
import { schema } from '../../document/schema/schema.ts'

/**
 * The document that the server put into the page, read from its HTML, for a page that got no further.
 * Undefined where there is none, as in a page that came from the browser's own store.
 */
export function readServed(mount: HTMLElement): Node | undefined {
  return mount.childElementCount > 0
    ? DOMParser.fromSchema(schema).parse(mount, { preserveWhitespace: 'full' })
    : undefined
}
