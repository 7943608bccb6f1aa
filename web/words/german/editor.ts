import type { Translated } from '../../../document/words/translated.ts'
import type { editorWords as english } from '../english/editor.ts'

export const editorWords: Translated<typeof english> = {
  editor: {
    label: 'Text des Dokuments',
    emptyTitle: 'Ohne Titel',
    emptyText: 'Einfach schreiben, / für Blöcke tippen oder Markdown einfügen …',
    taskDone: 'Erledigt',
    imageOf: (alt) => alt || 'Bild',
    draggedIsGone: 'Was Sie gerade ziehen, hat jemand anderes gelöscht oder verschoben.',
  },

  section: {
    hint: 'Abschnitt',
    fold: 'Abschnitt zuklappen',
    open: 'Abschnitt aufklappen',
  },

  outOfBounds: {
    size: 'Das ist zu viel für ein Dokument: Es fasst 2.000.000 Zeichen und 100.000 Blöcke.',
    depth: 'Listen und Zitate lassen sich 32 Ebenen tief verschachteln, nicht tiefer.',
    text: 'Dieser Text enthält ein beschädigtes Zeichen und wurde nicht übernommen.',
    value: 'Das ist mehr, als diese Stelle im Dokument fassen kann.',
  },
}
