import { expect, test } from 'vitest'
import { readFrontMatter } from '../../../document/text/front-matter.ts'

test.each(['Schlagwörter', 'теги', 'タグ', 'étiquettes du jour', 'कुंजी'])(
  'a property may be named %s',
  (name) => {
    expect(readFrontMatter(`---\ntitle: My title\n${name}: [a, b]\n---\n\nText`)).toEqual({
      title: 'My title',
      others: 1,
      rest: '\nText',
    })
  },
)

test('words with a colon below a rule are no properties', () => {
  expect(readFrontMatter('---\nHi Anna, note: x\n---\n')).toBeUndefined()
})
