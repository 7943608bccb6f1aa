import { expect, test } from 'vitest'
import { createFrameCounter } from './frame-counter.ts'
import { median, quantile, short, toTable } from './measure.ts'

test('a quantile is one of the values, whatever their order', () => {
  const values = Array.from({ length: 100 }, (_, i) => 100 - i)
  expect([median(values), quantile(values, 0.99), quantile(values, 1)]).toEqual([50, 99, 100])
  expect(quantile([7], 0.99)).toBe(7)
  expect(() => median([])).toThrow('nothing was measured')
})

test('numbers have about three digits', () => {
  expect([0.1234, 12.34, 123.4, 12_345].map(short)).toEqual(['0.12', '12.3', '123', '12,345'])
})

test('events are counted alike wherever their bytes are cut', () => {
  const stream = new TextEncoder().encode(
    'retry: 1000\n\nevent: a\ndata: {}\n\nid: 2\nevent: b\ndata: "x"\n\nevent: c\ndata',
  )
  for (let cut = 0; cut <= stream.length; cut++) {
    const count = createFrameCounter()
    expect(count(stream.subarray(0, cut)) + count(stream.subarray(cut)), `cut at ${cut}`).toBe(2)
  }
})

test('rows become a Markdown table with one line each', () => {
  const table = toTable([{ what: 'a', median: '1 ms', p99: '20 ms', also: 'b' }])
  expect(table.split('\n')).toEqual([
    '| what | median |   p99 | also |',
    '| ---- | -----: | ----: | ---- |',
    '| a    |   1 ms | 20 ms | b    |',
  ])
})
