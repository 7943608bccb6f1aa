import { expect, test } from 'vitest'
import type { Asked, Heard } from '../../../web/api/connection-probe.ts'
import { judge, streamFinding } from '../../../web/connection/judge.ts'
import type { Observations } from '../../../web/connection/measure.ts'
import { reportText } from '../../../web/connection/report-text.ts'
import { connectionWords as words } from '../../../web/connection-words.ts'

test('a way on which everything passes is good, and nothing is left to do', () => {
  const { verdict, checks, advice } = judge(allGood)
  expect(verdict).toBe('good')
  expect(checks.filter(({ mark }) => mark !== 'good')).toEqual([])
  expect(advice).toEqual([words.advice.none])
})

test('a stream is judged by when its ticks arrived', () => {
  expect(streamFinding(heard([30, 330, 630, 930, 1_230, 1_530]))).toBe('live')
  expect(streamFinding(heard([30, 900, 901, 902, 1_500, 1_530]))).toBe('live')
  expect(streamFinding(heard([1_530, 1_530, 1_531, 1_531, 1_531, 1_532]))).toBe('held')
  expect(streamFinding(heard([30, 330, 630], false))).toBe('cut')
  expect(streamFinding(heard([], false))).toBe('silent')
  expect(streamFinding({ kind: 'unreachable' })).toBe('silent')
  expect(streamFinding({ kind: 'wrong-type', type: 'text/html' })).toBe('wrongType')
  expect(streamFinding(refused(502))).toBe('refused')
})

test('without a stream Samepage works by fetching, and without that only one way', () => {
  const held = heard([1_530, 1_530, 1_530, 1_530, 1_530, 1_530])
  expect(judge({ ...allGood, listened: held })).toMatchObject({
    verdict: 'polling',
    advice: [words.advice.held],
  })
  expect(judge({ ...allGood, listened: held, waited: { kind: 'unreachable' } })).toMatchObject({
    verdict: 'noUpdates',
    advice: [words.advice.held, words.advice.wait],
  })
})

test('what stops changes is worse than what stops the stream, and named first', () => {
  const listened = { kind: 'wrong-type', type: 'text/html' } as const
  const blocked = judge({ ...allGood, listened, sent: refused(403) })
  expect(blocked).toMatchObject({
    verdict: 'editsBlocked',
    advice: [words.advice.editsBlocked, words.advice.blocked],
  })
  const foreign = judge({ ...allGood, sent: { ...refused(403), code: 'cross-site' } })
  expect(foreign.verdict).toBe('foreign')
  expect(foreign.advice[0]).toContain(`SAMEPAGE_URL=${allGood.facts.origin}`)
  const nothing = { kind: 'unreachable' } as const
  expect(judge({ ...allGood, asked: [nothing, nothing], sent: nothing })).toMatchObject({
    verdict: 'noServer',
    advice: [words.advice.noServer],
  })
})

test('a proxy that hides the host, signs or compresses is named', () => {
  const asked = [
    answered({ host: '127.0.0.1:4400', via: '1.1 squid' }, { server: 'nginx', 'x-cache': 'MISS' }),
  ]
  const listened = { ...heard([0, 300, 600, 900, 1_200, 1_500]), headers: { 'content-encoding': 'gzip' } }
  const { verdict, checks, advice } = judge({ ...allGood, asked, listened })
  expect(verdict).toBe('good')
  const text = checks.map((check) => check.text).join('\n')
  for (const trace of ['1.1 squid', 'server: nginx', 'x-cache: MISS', '127.0.0.1:4400'])
    expect(text).toContain(trace)
  expect(advice).toEqual([words.advice.compressed, words.advice.host(allGood.facts.origin)])
})

test('a host that SAMEPAGE_URL or a forwarded header names is not hidden', () => {
  for (const seen of [
    { host: '127.0.0.1:4400', ownUrl: allGood.facts.origin },
    { host: '127.0.0.1:4400', forwardedHost: 'pages.example.org' },
  ])
    expect(judge({ ...allGood, asked: [answered(seen)] }).advice).toEqual([words.advice.none])
})

test('a silence that was not kept is worth knowing, and what the browser lacks too', () => {
  const silence = { seconds: 30, listened: heard([10], false) }
  const facts = { ...allGood.facts, isSecureContext: false, hasStorage: false, hasSharedWorker: false }
  const { verdict, checks, advice } = judge({ ...allGood, silence, facts })
  expect(verdict).toBe('good')
  expect(checks.filter(({ mark }) => mark === 'note').map(({ name }) => name)).toEqual([
    words.silence.name,
    words.secure.name,
    words.storage.name,
    words.worker.name,
  ])
  expect(advice).toEqual([words.advice.silence(30), words.advice.https])
})

test('a report can be sent as plain text', () => {
  const text = reportText(judge({ ...allGood, sent: refused(403) }), allGood.facts.origin, 'Browser/1')
  expect(text).toContain(words.verdicts.editsBlocked)
  expect(text).toContain(`! ${words.send.name}: ${words.send.refused(403)}`)
  expect(text).toContain(`✓ ${words.wait.name}`)
  expect(text).toContain(`- ${words.advice.editsBlocked}`)
  expect(text).toContain('Browser/1')
})

const allGood: Observations = {
  asked: [answered(), answered(), answered()],
  sent: answered(),
  listened: heard([30, 330, 630, 930, 1_230, 1_530]),
  waited: answered(),
  silence: undefined,
  facts: {
    origin: 'https://pages.example.org',
    isSecureContext: true,
    protocol: 'h2',
    isReused: true,
    hasStorage: true,
    hasSharedWorker: true,
  },
}

function answered(seen: object = {}, headers: Record<string, string> = {}): Asked {
  const arrived = {
    host: 'pages.example.org',
    forwardedHost: '',
    forwardedProto: '',
    via: '',
    httpVersion: '1.1',
    ownUrl: '',
  }
  return { kind: 'answered', ms: 20, headers, seen: { ...arrived, ...seen } }
}

function heard(ticks: readonly number[], isComplete = true): Heard {
  return { kind: 'heard', ticks, isComplete, endMs: ticks.at(-1) ?? 0, headers: {} }
}

function refused(status: number) {
  return { kind: 'refused', code: 'unknown', status, retryAfterMs: undefined } as const
}
