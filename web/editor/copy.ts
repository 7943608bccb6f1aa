import { DOMSerializer, type Fragment, type ResolvedPos, Slice } from 'prosemirror-model'
import { Plugin, type Selection } from 'prosemirror-state'
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
      transformCopied: (slice, { state }) => closeCovered(slice, state.selection),
      clipboardSerializer: new CopySerializer(parts),
      clipboardTextSerializer: (slice) => {
        const { content } = slice
        return parts()?.writeMarkdown(slice) ?? content.textBetween(0, content.size, '\n\n', '\n')
      },
    },
  })
}

/**
 * A slice whose first and last block stay what they are in, where all of that is selected: the quote around the first
 * words, its callout, its table. Lists and single blocks are cut as they are selected.
 */
export function closeCovered(slice: Slice, { $from, $to }: Pick<Selection, '$from' | '$to'>): Slice {
  const { content, openStart, openEnd } = slice
  const shared = $from.sharedDepth($to.pos)
  if ($from.depth <= shared || $to.depth <= shared) return slice
  if (openStart !== $from.depth || openEnd !== $to.depth || $from.node(shared).type.spec.isolating)
    return slice
  const isInList = /list$/.test($from.node(shared).type.name)
  if (isInList || $from.node(shared).inlineContent) return slice
  const isWhole = (depth: number, covers: boolean) => depth - shared > 1 && covers
  return new Slice(
    content,
    isWhole($from.depth, coversStart($from, shared)) ? shared : openStart,
    isWhole($to.depth, coversEnd($to, shared)) ? shared : openEnd,
  )
}

function coversStart($from: ResolvedPos, shared: number): boolean {
  return $from.parentOffset === 0 && $from.start() - $from.start(shared + 1) === $from.depth - shared - 1
}

function coversEnd($to: ResolvedPos, shared: number): boolean {
  return $to.pos === $to.end() && $to.end(shared + 1) - $to.end() === $to.depth - shared - 1
}
