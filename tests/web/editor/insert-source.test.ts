import { expect, test } from 'vitest'
import { INSERTIONS } from '../../../web/editor/insertions/insertions.ts'
import { best, rank } from '../../../web/editor/suggest/fuzzy.ts'
import { rankOf } from '../../../web/editor/suggest/insert-source.ts'

const found = (query: string) => best(INSERTIONS, (one) => rankOf(one, query)).map(({ id }) => id)

test('an entry is found by its name, by a word of it and by other words for it, in this order', () => {
  expect(found('head').slice(0, 3)).toEqual(['heading1', 'heading2', 'heading3'])
  expect(found('h2')[0]).toBe('heading2')
  expect(found('todo')).toEqual(['tasks'])
  expect(found('list').slice(0, 3)).toEqual(['bullets', 'numbers', 'tasks'])
  expect(found('TASK LI')).toEqual(['tasks'])
  expect(found('xyzzy')).toEqual([])
})

test('letters left out, capitals and accents do not matter', () => {
  expect(rank('bltlst', 'Bulleted list')).toBeDefined()
  expect(rank('uber', 'Überschrift')).toBe(0)
  expect(rank('tsk list', 'Task list')).toBeDefined()
  expect(rank('listx', 'Task list')).toBeUndefined()
})

test('what begins with the query comes before what only holds it', () => {
  const labels = ['Dividing line', 'Line of code', 'Deadline']
  expect(best(labels, (label) => rank('line', label))).toEqual(['Line of code', 'Dividing line', 'Deadline'])
})

test('every entry has a name of its own', () => {
  expect(new Set(INSERTIONS.map(({ id }) => id)).size).toBe(INSERTIONS.length)
})
