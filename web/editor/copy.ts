import { DOMSerializer, type Fragment } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { schema } from '../../document/schema/schema.ts'
import type { ClipboardParts } from './clipboard-parts.ts'

type Serialize = DOMSerializer['serializeFragment']

/** Writes HTML for other programs: without what is ours alone, with whole addresses. */
class CopySerializer extends DOMSerializer {
  readonly #parts: () => ClipboardParts | undefined

  constructor(parts: () => ClipboardParts | undefined) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema))
    this.#parts = parts
  }

  override serializeFragment(
    fragment: Fragment,
    options?: Parameters<Serialize>[1],
    target?: Parameters<Serialize>[2],
  ): HTMLElement | DocumentFragment {
    const made = super.serializeFragment(fragment, options, target)
    // With a target it is a part of what is being written.
    if (!target) this.#parts()?.cleanCopied(made, location.origin)
    return made
  }
}

/** Copy: HTML that other programs read, and Markdown as its text; plain text while that is still loading. */
export function smartCopy(parts: () => ClipboardParts | undefined): Plugin {
  return new Plugin({
    props: {
      clipboardSerializer: new CopySerializer(parts),
      clipboardTextSerializer: (slice) => {
        const { content } = slice
        return parts()?.writeMarkdown(slice) ?? content.textBetween(0, content.size, '\n\n', '\n')
      },
    },
  })
}
