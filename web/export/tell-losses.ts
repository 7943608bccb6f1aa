import type { Node } from 'prosemirror-model'
import { type FileFormat, lossesOf } from '../../document/text/document-losses.ts'
import { language } from '../language.ts'
import { toolWords } from '../tool-words.ts'

/** A loss as an answer of the server or a writer tells it. */
interface ToldLoss {
  readonly kind: string
  readonly count: number
}

/** Losses as a list in words: '2 merged cells and 1 mention, which is plain text there'; '' for none. */
export function lossesInWords(losses: readonly ToldLoss[]): string {
  const kinds: Readonly<Record<string, ((count: number) => string) | undefined>> = toolWords.losses
  const parts = losses.flatMap(({ kind, count }) => kinds[kind]?.(count) ?? [])
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
}

/** What a person is told after a download; undefined when the file holds all of it. */
export function sentenceAfterSaving(
  doc: Node,
  format: FileFormat,
  isHeld?: (src: string) => boolean,
): string | undefined {
  return sentenceOf(lossesOf(doc, format, isHeld))
}

/** The same of losses that somebody else has told. */
export function sentenceOf(losses: readonly ToldLoss[]): string | undefined {
  const lost = lossesInWords(losses)
  return lost === '' ? undefined : toolWords.exchange.savedBut(lost)
}
