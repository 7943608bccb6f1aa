import { Paperclip } from 'lucide'
import type { Insertion } from './insertion.ts'

/** What comes from a file of this device. */
export const mediaInsertions: readonly Insertion[] = [
  { id: 'file', group: 'media', icon: Paperclip, run: (_view, page) => page.chooseFiles() },
]
