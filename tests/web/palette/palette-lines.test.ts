import { expect, test } from 'vitest'
import type { Action } from '../../../web/palette/actions.ts'
import { createActions } from '../../../web/palette/actions.ts'
import { fuzzy } from '../../../web/palette/fuzzy.ts'
import { paletteLines } from '../../../web/palette/palette-lines.ts'

const action = (title: string, more: Partial<Action> = {}): Action => ({
  id: title.toLowerCase().replaceAll(' ', '-'),
  title,
  run: () => undefined,
  ...more,
})
const titled = (...titles: string[]) => titles.map((title) => ({ id: title, title, snippet: '' }))
const source = {
  actions: [
    action('New document', { keywords: 'create add' }),
    action('Dark theme', { keywords: 'night' }),
    action('Budget', { id: 'heading-1', isHeading: true }),
  ],
  recent: ['dark-theme'],
  documents: titled('Garden plan', 'Minutes', 'Budget 2026', 'a', 'b', 'c'),
  found: [{ id: 'x', title: 'Letters', snippet: 'about the budget' }],
}

function offered(query: string): string[] {
  return paletteLines(query, source).map((line) =>
    line.kind === 'document' ? line.document.title : line.action.title,
  )
}

test('without a query the last documents come first, then the actions, the one chosen last before the others', () => {
  expect(offered(' ')).toEqual([
    'Garden plan',
    'Minutes',
    'Budget 2026',
    'a',
    'b',
    'Dark theme',
    'New document',
  ])
})

test('with a query titles come before texts, and both before actions and headings', () => {
  expect(offered('budget')).toEqual(['Budget 2026', 'Letters', 'Budget'])
  expect(offered('gplan')).toEqual(['Garden plan', 'Letters'])
  expect(offered('night')).toEqual(['Letters', 'Dark theme'])
})

test('letters in their order fit, best in one piece and at the beginnings of words', () => {
  const sorted = (query: string, ...texts: string[]) =>
    texts
      .filter((text) => fuzzy(query, text) !== undefined)
      .sort((a, b) => (fuzzy(query, b) ?? 0) - (fuzzy(query, a) ?? 0))
  expect(sorted('pla', 'Explain', 'People lamp area', 'Plan', 'Soup')).toEqual([
    'Plan',
    'Explain',
    'People lamp area',
  ])
  expect(sorted('aer', 'Ärger')).toEqual(['Ärger'])
  expect(fuzzy('xyz', 'taxi, buying, plaza')).toBeUndefined()
  expect(fuzzy('', 'anything')).toBe(0)
})

test('actions are offered where they belong, and those of a source as they are when asked', () => {
  const actions = createActions()
  let headings = [action('One', { isHeading: true })]
  actions.add(action('New', { places: ['new'] }), () => headings)
  headings = [action('Two', { isHeading: true })]
  expect(actions.all().map(({ title }) => title)).toEqual(['New', 'Two'])
  expect(actions.at('new').map(({ title }) => title)).toEqual(['New'])
  expect(actions.at('home')).toEqual([])
})
