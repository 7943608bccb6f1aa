import { expect, test } from 'vitest'
import type { TitleList } from '../../../document/protocol/references.ts'
import type { Answer } from '../../../web/api/answer.ts'
import { createTitles, type LinkedTitle } from '../../../web/editor/references/titles.ts'

/** Titles over a server that knows these, whose last timer is run by hand. */
function someTitles(known: Map<string, string>) {
  const asked: (readonly string[])[] = []
  let isUnreachable = false
  let task = () => {}
  let isSeen = true
  const titles = createTitles({
    ask: async (ids) => {
      asked.push(ids)
      if (isUnreachable) return { kind: 'unreachable' }
      const found = ids.flatMap((id) => (known.has(id) ? [{ id, title: known.get(id) }] : []))
      return { kind: 'ok', value: { titles: found } } as Answer<TitleList>
    },
    after: (_ms, run) => {
      task = run
      return () => {
        if (task === run) task = () => {}
      }
    },
    isSeen: () => isSeen,
  })
  const shown: Record<string, LinkedTitle> = {}
  return {
    titles,
    asked,
    shown,
    follow: (id: string) =>
      titles.follow(id, (title) => {
        shown[id] = title
      }),
    async settle() {
      task()
      for (let turn = 0; turn < 10; turn++) await Promise.resolve()
    },
    look: (value: boolean) => {
      isSeen = value
    },
    cut: (value: boolean) => {
      isUnreachable = value
    },
  }
}

test('links of one moment are asked for together; what is not there is gone', async () => {
  const { asked, shown, follow, settle } = someTitles(
    new Map([
      ['a', ' Plan '],
      ['b', ''],
    ]),
  )
  for (const id of ['a', 'b', 'c', 'a']) follow(id)
  await settle()
  expect(asked).toEqual([['a', 'b', 'c']])
  expect(shown).toEqual({
    a: { kind: 'titled', title: 'Plan' },
    b: { kind: 'titled', title: '' },
    c: { kind: 'gone' },
  })
})

test('a hundred are asked for at once, and the rest after them', async () => {
  const { asked, follow, settle } = someTitles(new Map())
  for (let i = 0; i < 150; i++) follow(`${i}`)
  await settle()
  expect(asked.map(({ length }) => length)).toEqual([100, 50])
})

test('whoever comes back sees the title of now, and without an answer the one before', async () => {
  const known = new Map([['a', 'Plan']])
  const { titles, shown, follow, settle, cut } = someTitles(known)
  const forget = follow('a')
  await settle()
  known.set('a', 'Better plan')
  cut(true)
  titles.refresh()
  await settle()
  expect(shown['a']).toEqual({ kind: 'titled', title: 'Plan' })
  cut(false)
  titles.refresh()
  await settle()
  expect(shown['a']).toEqual({ kind: 'titled', title: 'Better plan' })
  forget()
  known.set('a', 'Third plan')
  titles.refresh()
  await settle()
  expect(shown['a']).toEqual({ kind: 'titled', title: 'Better plan' })
})

test('while the page is seen titles are those of now; while nobody sees it, or nothing is linked, nobody is asked', async () => {
  const known = new Map([['a', 'Plan']])
  const { asked, shown, follow, settle, look } = someTitles(known)
  const forget = follow('a')
  await settle()
  known.set('a', 'Better plan')
  await settle()
  await settle()
  expect(shown['a']).toEqual({ kind: 'titled', title: 'Better plan' })
  look(false)
  await settle()
  await settle()
  expect(asked).toHaveLength(2)
  look(true)
  forget()
  follow('b')()
  await settle()
  await settle()
  expect(asked).toHaveLength(2)
})
