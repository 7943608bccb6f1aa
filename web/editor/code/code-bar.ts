import { Check, CodeXml, Copy } from 'lucide'
import type { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { schema } from '../../../document/schema/schema.ts'
import type { BarButton } from '../../elements/block-bar.ts'
import type { Choice } from '../../elements/choice-list.ts'
import { copyText } from '../../elements/copy-text.ts'
import { icon } from '../../elements/icons.ts'
import { toolWords } from '../../tool-words.ts'
import { blockBar } from '../block-bar.ts'
import { ancestorOf } from '../sections/ancestor.ts'
import { findLanguage, LANGUAGES } from './languages.ts'

const { code_block } = schema.nodes

/** The choice that takes the language away; no language is called so. */
const PLAIN = '-'

/**
 * The bar at the code that has the caret: its language, and a button that copies it. Whoever only points at code is
 * given the button alone. `say` tells what became of the copy.
 */
export function codeBar(say: (text: string) => void): Plugin {
  return blockBar({
    find(view) {
      const around = ancestorOf(view.state.selection.$head, code_block)
      const block = around && view.nodeDOM(around.pos)
      if (!around || !(block instanceof HTMLElement)) return undefined
      const language = String(around.node.attrs['language'])
      return {
        block,
        label: toolWords.code.label,
        side: 'inside',
        tools: [
          {
            kind: 'picker',
            id: 'language',
            label: languageName(language),
            hint: toolWords.code.find,
            find: (typed) => findChoices(typed, language),
            choose: (id) => setLanguage(view, around.pos, id === PLAIN ? '' : id),
          },
          copyButton(block, say),
        ],
      }
    },
    findPointed(view, element) {
      const block = element.closest('pre')
      if (!(block instanceof HTMLElement) || !view.dom.contains(block)) return undefined
      return { block, label: toolWords.code.label, side: 'inside', tools: [copyButton(block, say)] }
    },
  })
}

function copyButton(block: HTMLElement, say: (text: string) => void): BarButton {
  const copy = async () => {
    const isCopied = await copyText(block.textContent ?? '')
    say(isCopied ? toolWords.code.copied : toolWords.code.notCopied)
  }
  return { kind: 'button', id: 'copy', label: toolWords.code.copy, icon: Copy, run: () => void copy() }
}

/** What a block's language is called; one that we do not know has the name that was written. */
export function languageName(language: string): string {
  return findLanguage(language)?.label ?? (language || toolWords.code.plain)
}

/** The languages that a text is the beginning of a name of, best first; without a text all of them. */
export function findChoices(typed: string, current: string): readonly Choice[] {
  const wanted = typed.trim().toLowerCase()
  const chosen = findLanguage(current)?.id ?? (current === '' ? PLAIN : current)
  const all = [{ id: PLAIN, label: toolWords.code.plain, also: [] as readonly string[] }, ...LANGUAGES]
  return all
    .map((language) => ({ language, rank: rankOf(language, wanted) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ language: { id, label, also } }) => ({
      id,
      label,
      picture: icon(id === chosen ? Check : CodeXml),
      ...(also[0] ? { detail: also[0] } : {}),
    }))
}

/** 0 for a name that is the text, 1 for one that begins with it, 2 for one that holds it, 3 for none. */
function rankOf(
  { id, label, also }: { readonly id: string; readonly label: string; readonly also: readonly string[] },
  wanted: string,
): number {
  const names = [id, label.toLowerCase(), ...also]
  if (wanted === '') return 1
  if (names.includes(wanted)) return 0
  if (names.some((name) => name.startsWith(wanted))) return 1
  return names.some((name) => name.includes(wanted)) ? 2 : 3
}

function setLanguage(view: EditorView, pos: number, language: string): void {
  const { doc, tr } = view.state
  // Others may have changed the text while the list was open.
  const around =
    doc.nodeAt(pos)?.type === code_block ? { pos } : ancestorOf(view.state.selection.$head, code_block)
  if (around) view.dispatch(tr.setNodeAttribute(around.pos, 'language', language))
}
