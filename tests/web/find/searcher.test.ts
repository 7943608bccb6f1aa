import { Worker } from 'node:worker_threads'
import { EditorState, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { expect, onTestFinished, test } from 'vitest'
import { findMatches, foundIn, wish } from '../../../web/find/find-plugin.ts'
import { searchBeside } from '../../../web/find/search-beside.ts'
import { createSearcher, type SearcherDeps } from '../../../web/find/searcher.ts'
import { later } from '../../../web/later.ts'
import { doc, p } from '../../support/build-document.ts'

// Tries to part thirty letters in every way: it would run for minutes.
const ENDLESS = { source: '(?:a|a|a)+b', flags: 'gu', texts: ['a'.repeat(60)] }
// Polynomial: on a long line it would run for hours.
const LONG = { source: '.*.*.*.*x', flags: 'gu', texts: ['a'.repeat(20_000)] }
const TEA = { source: 'te.', flags: 'gu', texts: ['tea', 'no'] }
const TEA_FOUND = { kind: 'found', found: [[{ start: 0, end: 3 }], []] }

/** The product's worker in a real thread, which can really be stuck and really be ended. */
function searcherInThread(deps: Partial<SearcherDeps> = {}) {
  let started = 0
  const searcher = createSearcher({
    startWorker(onMessage, onFail) {
      started++
      const worker = new Worker(new URL('./thread-worker.mjs', import.meta.url))
      worker.on('message', onMessage).on('error', onFail)
      return { post: (task) => worker.postMessage(task), end: () => void worker.terminate() }
    },
    later,
    limitMs: 300,
    ...deps,
  })
  onTestFinished(searcher.end)
  return { searcher, started: () => started }
}

test('an expression that takes too long is ended and told, and the next one is searched by a new worker', async () => {
  const { searcher, started } = searcherInThread()
  expect(await searcher.search(TEA)).toEqual(TEA_FOUND)
  for (const task of [ENDLESS, LONG]) expect(await searcher.search(task)).toEqual({ kind: 'slow' })
  expect(await searcher.search(TEA)).toEqual(TEA_FOUND)
  expect(started()).toBe(3)
})

test('another search does not wait for one that is stuck', async () => {
  const { searcher } = searcherInThread({ limitMs: 600_000 })
  const stuck = searcher.search(ENDLESS)
  expect(await searcher.search(TEA)).toEqual(TEA_FOUND)
  expect(await stuck).toEqual({ kind: 'ended' })
})

test('a worker that does not come is told, and asked for again', async () => {
  let isGone = true
  const { searcher } = searcherInThread({
    startWorker: (onMessage, onFail) => {
      queueMicrotask(() => (isGone ? onFail() : onMessage('ready')))
      return { post: () => queueMicrotask(() => onMessage([])), end: () => {} }
    },
  })
  expect(await searcher.search(TEA)).toEqual({ kind: 'missing' })
  isGone = false
  expect(await searcher.search(TEA)).toEqual({ kind: 'found', found: [] })
})

test('what others write while an expression runs is searched too, and one without an end is told', async () => {
  const { searcher } = searcherInThread()
  const query = { text: 't(?:e|e)+a', matchCase: false, wholeWord: false, isRegExp: true }
  let wake = () => {}
  const plugin = findMatches(() => {})
  let state = EditorState.create({ doc: doc(p('tea'), p('teea')), plugins: [plugin] })
  const view = {
    get state() {
      return state
    },
    isDestroyed: false,
    dispatch(tr: Transaction) {
      state = state.apply(tr)
      if (foundIn(state).isSearching) beside.goOn()
      else wake()
    },
  }
  const beside = searchBeside(view as unknown as EditorView, searcher)
  const settled = (tr: Transaction) =>
    new Promise<void>((resolve) => {
      wake = resolve
      view.dispatch(tr)
    })
  const first = settled(wish(state.tr, { query, near: 0 }))
  view.dispatch(state.tr.insertText('more tea ', 1))
  await first
  expect(foundIn(state)).toMatchObject({ isSearching: false, fault: undefined })
  expect(foundIn(state).matches).toHaveLength(3)

  await settled(state.tr.insertText(`t${'e'.repeat(60)}`, 1))
  expect(foundIn(state)).toMatchObject({ isSearching: false, fault: 'slow', matches: [], query })
})
