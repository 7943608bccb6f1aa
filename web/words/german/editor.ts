import type { Translated } from '../../../document/words/translated.ts'
import type { editorWords as english } from '../english/editor.ts'

export const editorWords: Translated<typeof english> = {
  editor: {
    label: 'Text des Dokuments',
    emptyTitle: 'Ohne Titel',
    emptyText: 'Einfach schreiben, / für Blöcke tippen oder Markdown einfügen …',
    taskDone: 'Erledigt',
    imageOf: (alt) => alt || 'Bild',
    draggedIsGone: 'Jemand hat gelöscht oder verschoben, was Sie gerade ziehen.',
  },

  section: {
    hint: 'Abschnitt',
    fold: 'Abschnitt zuklappen',
    open: 'Abschnitt aufklappen',
  },

  outOfBounds: {
    size: 'Das ist zu viel für ein Dokument: Es fasst höchstens 2.000.000 Zeichen und 100.000 Blöcke.',
    depth: 'Listen und Zitate lassen sich höchstens 32 Ebenen tief verschachteln.',
    text: 'Dieser Text enthält ein beschädigtes Zeichen und wurde nicht eingefügt.',
    value: 'Das ist mehr, als hier hineinpasst.',
  },
}
