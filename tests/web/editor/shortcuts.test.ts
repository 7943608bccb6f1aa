import { expect, test } from 'vitest'
import { keyNames } from '../../../web/editor/key-names.ts'
import { editorBindings } from '../../../web/editor/keymap.ts'
import { SHORTCUTS } from '../../../web/editor/shortcuts.ts'
import { tableBindings } from '../../../web/editor/tables/table-keys.ts'
import { toolWords } from '../../../web/tool-words.ts'

/** What everybody knows from every text field. */
const KNOWN = new Set([
  'Enter',
  'Backspace',
  'Mod-Backspace',
  'Delete',
  'Mod-Delete',
  'ArrowDown',
  'Shift-ArrowUp',
])

/** Bound by the page itself, or by a plugin that has no table of keys; a browser test presses each. */
const BOUND_BY_PAGE = [
  'Escape',
  'Mod-/',
  '?',
  'Mod-f',
  'Mod-Alt-f',
  'F3',
  'Mod-g',
  'Mod-Alt-o',
  'Mod-Alt-k',
  'Alt-F10',
]

const page = {
  openLinkDialog: () => undefined,
  openImageDialog: () => undefined,
  chooseFiles: () => undefined,
  leaveText: () => undefined,
  openFormatMenu: () => undefined,
  openBlockMenu: () => undefined,
  say: () => undefined,
}

/** Selects cells by itself: prosemirror-tables has no table of its keys. */
const BOUND_BY_PACKAGE = ['Shift-ArrowRight']

/** Every table of keys there is, and where it counts. Whoever makes one adds it here. */
const BOUND = {
  text: [...Object.keys(editorBindings(page)), ...BOUND_BY_PAGE],
  table: [...Object.keys(tableBindings()), ...BOUND_BY_PACKAGE],
}

test.each(['text', 'table'] as const)(
  'each key of the sheet is bound in a %s, and each bound key is on the sheet',
  (place) => {
    const bound = BOUND[place]
    const listed = SHORTCUTS.filter(({ group }) => (group === 'table') === (place === 'table')).flatMap(
      ({ keys }) => keys,
    )
    expect(listed.filter((key) => !bound.includes(key))).toEqual([])
    expect(bound.filter((key) => !listed.includes(key) && !KNOWN.has(key))).toEqual([])
    expect(new Set(listed).size).toBe(listed.length)
  },
)

test('each shortcut has a text, and each text a shortcut', () => {
  const ids = SHORTCUTS.map(({ id }) => id)
  expect(ids.sort()).toEqual(Object.keys(toolWords.shortcuts.entries).sort())
})

test('keys are named as they are written on the keyboard', () => {
  expect(keyNames('Mod-Shift-x', false)).toBe('Ctrl+Shift+X')
  expect(keyNames('Mod-Shift-x', true)).toBe('⇧⌘X')
  expect(keyNames('Mod-Alt-0', true)).toBe('⌥⌘0')
  expect(keyNames('Mod--', false)).toBe('Ctrl+-')
  expect(keyNames('Escape', false)).toBe('Esc')
  expect(keyNames('Alt-ArrowUp', false)).toBe('Alt+↑')
})
