import { alignInsertions } from './align.ts'
import { blockInsertions } from './blocks.ts'
import type { Insertion } from './insertion.ts'
import { mediaInsertions } from './media.ts'
import { referenceInsertions } from './references.ts'
import { dateInsertion, textInsertions } from './text.ts'

/** Everything the menu behind `/` offers, by group and in the order of each group. Fetched with the menu. */
export const INSERTIONS: readonly Insertion[] = [
  ...textInsertions,
  ...blockInsertions,
  ...referenceInsertions,
  ...mediaInsertions,
  dateInsertion(() => new Date()),
  ...alignInsertions,
]
