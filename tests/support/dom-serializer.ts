import { DOMSerializer } from 'prosemirror-model'
import { parseDocument, schema } from '../../document/schema/schema.ts'

declare global {
  var renderDocuments: (documents: readonly unknown[]) => string[]
}

// Runs in a page: what ProseMirror itself makes of documents there, as `innerHTML`.
globalThis.renderDocuments = (documents) =>
  documents.map((json) => {
    const page = document.createElement('div')
    DOMSerializer.fromSchema(schema).serializeFragment(parseDocument(json).content, { document }, page)
    return page.innerHTML
  })
