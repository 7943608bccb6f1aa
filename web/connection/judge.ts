import { TICK_MS, TICKS } from '../../document/protocol/connection.ts'
import type { Answered, Asked, Listened } from '../api/connection-probe.ts'
import { connectionWords as words } from '../connection-words.ts'
import type { Observations } from './measure.ts'

/** The whole check in a word, the best first. */
export type Verdict = 'good' | 'polling' | 'noUpdates' | 'foreign' | 'editsBlocked' | 'noServer'

/** What became of a stream: it came as it was sent, was held back, broke off, or never came. */
export type StreamFinding = 'live' | 'held' | 'cut' | 'wrongType' | 'refused' | 'silent'

/** One thing that was tried. */
export interface Check {
  readonly mark: 'good' | 'note' | 'bad'
  readonly name: string
  readonly text: string
}

/** What a check has found, in words. */
export interface Report {
  readonly verdict: Verdict
  readonly checks: readonly Check[]
  /** For whoever runs the server or the network, the most important first; never empty. */
  readonly advice: readonly string[]
}

const SLOW_MS = 1_000

/** What proxies add to answers; our own server sends none of these. */
const TRACES = ['via', 'server', 'x-cache', 'x-served-by', 'cf-ray', 'age', 'x-squid-error']

/** Judges what was seen. Pure: the same observations have the same report. */
export function judge(seen: Observations): Report {
  const checks = [
    reachCheck(seen),
    sendCheck(seen.sent, seen.facts.origin),
    streamCheck(seen.listened),
    waitCheck(seen.waited),
    ...silenceChecks(seen),
    ...wayChecks(seen),
    ...browserChecks(seen),
  ]
  const advice = adviceFor(seen)
  return { verdict: verdictOf(seen), checks, advice: advice.length > 0 ? advice : [words.advice.none] }
}

/** How the short stream came, by when its ticks arrived. */
export function streamFinding(listened: Listened): StreamFinding {
  switch (listened.kind) {
    case 'refused':
      return 'refused'
    case 'wrong-type':
      return 'wrongType'
    case 'unreachable':
      return 'silent'
    case 'heard': {
      const { ticks, isComplete } = listened
      if (ticks.length === 0) return 'silent'
      if (!isComplete) return 'cut'
      // Sent over a second and a half: what came in less than half of that was held back on the way.
      const spread = (ticks.at(-1) ?? 0) - (ticks[0] ?? 0)
      return spread < ((TICKS - 1) * TICK_MS) / 2 ? 'held' : 'live'
    }
  }
}

function verdictOf({ asked, sent, listened, waited }: Observations): Verdict {
  if (asked.every(({ kind }) => kind !== 'answered')) return 'noServer'
  if (sent.kind === 'refused' && sent.code === 'cross-site') return 'foreign'
  if (sent.kind !== 'answered') return 'editsBlocked'
  if (streamFinding(listened) === 'live') return 'good'
  return waited.kind === 'answered' ? 'polling' : 'noUpdates'
}

function reachCheck({ asked, facts }: Observations): Check {
  const { name, answered, slow, failed, reused, fresh } = words.reach
  const times = asked.filter(isAnswered).map(({ ms }) => ms)
  const middle = times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
  if (middle === undefined) return { mark: 'bad', name, text: failed }
  const connection = facts.isReused === undefined ? '' : ` ${facts.isReused ? reused : fresh}`
  const isSlow = middle > SLOW_MS
  const text = `${(isSlow ? slow : answered)(Math.round(middle))}${connection}`
  return { mark: isSlow || times.length < asked.length ? 'note' : 'good', name, text }
}

function sendCheck(sent: Asked, origin: string): Check {
  const { name, passed, foreign, refused, failed } = words.send
  if (sent.kind === 'answered') return { mark: 'good', name, text: passed }
  if (sent.kind === 'unreachable') return { mark: 'bad', name, text: failed }
  return { mark: 'bad', name, text: sent.code === 'cross-site' ? foreign(origin) : refused(sent.status) }
}

function streamCheck(listened: Listened): Check {
  const finding = streamFinding(listened)
  const mark = finding === 'live' ? 'good' : 'note'
  return { mark, name: words.stream.name, text: words.stream[finding](detailOf(listened)) }
}

function detailOf(listened: Listened): string {
  switch (listened.kind) {
    case 'refused':
      return String(listened.status)
    case 'wrong-type':
      return listened.type || words.stream.noType
    case 'unreachable':
      return ''
    case 'heard':
      return words.seconds(listened.endMs)
  }
}

function waitCheck(waited: Asked): Check {
  const { name, passed, failed } = words.wait
  return waited.kind === 'answered'
    ? { mark: 'good', name, text: passed }
    : { mark: 'bad', name, text: failed }
}

function silenceChecks({ silence }: Observations): Check[] {
  if (!silence) return []
  const { name, kept, cut } = words.silence
  const { seconds, listened } = silence
  return listened.kind === 'heard' && listened.isComplete
    ? [{ mark: 'good', name, text: kept(seconds) }]
    : [{ mark: 'note', name, text: cut(seconds) }]
}

/** What is known of the way between: HTTP's version, traces of proxies, the host's name on arrival. */
function wayChecks(seen: Observations): Check[] {
  const { name, protocol, nobody, traces } = words.way
  const found = tracesOf(seen)
  const version = seen.facts.protocol ? `${protocol(seen.facts.protocol)} ` : ''
  const way: Check = {
    mark: 'good',
    name,
    text: version + (found.length > 0 ? traces(found.join(', ')) : nobody),
  }
  const address = hiddenHost(seen)
  if (address === undefined) return [way]
  return [way, { mark: 'note', name: words.host.name, text: words.host.hidden(address) }]
}

interface EitherWay {
  readonly name: string
  readonly yes: string
  readonly no: string
}

function browserChecks({ facts }: Observations): Check[] {
  const { secure, storage, worker } = words
  const check = ({ name, yes, no }: EitherWay, holds: boolean): Check => ({
    mark: holds ? 'good' : 'note',
    name,
    text: holds ? yes : no,
  })
  return [
    check(secure, facts.isSecureContext),
    check(storage, facts.hasStorage),
    check(worker, facts.hasSharedWorker),
  ]
}

function adviceFor(seen: Observations): string[] {
  const { advice } = words
  const { sent, listened, waited, facts } = seen
  const finding = streamFinding(listened)
  const verdict = verdictOf(seen)
  if (verdict === 'noServer') return [advice.noServer]
  return [
    ...when(verdict === 'foreign', advice.foreign(facts.origin)),
    ...when(verdict === 'editsBlocked', advice.editsBlocked),
    ...when(finding === 'held', advice.held),
    ...when(isCompressed(listened), advice.compressed),
    ...when(finding === 'cut', advice.cut),
    ...when(finding === 'wrongType' || finding === 'refused' || finding === 'silent', advice.blocked),
    ...when(waited.kind !== 'answered', advice.wait),
    ...when(
      silenceChecks(seen).some(({ mark }) => mark !== 'good'),
      advice.silence(seen.silence?.seconds ?? 0),
    ),
    ...when(hiddenHost(seen) !== undefined && sent.kind === 'answered', advice.host(facts.origin)),
    ...when(!facts.isSecureContext, advice.https),
  ]
}

function when(holds: boolean, text: string): string[] {
  return holds ? [text] : []
}

function isCompressed(listened: Listened): boolean {
  return listened.kind === 'heard' && listened.headers['content-encoding'] !== undefined
}

/**
 * The host the server was called by when it is not the one in the address bar and nothing tells it that one.
 * On plain HTTP it does not matter: PROTOCOL X1.
 */
function hiddenHost({ asked, facts }: Observations): string | undefined {
  const seen = asked.find(isAnswered)?.seen
  if (!seen || seen.ownUrl === facts.origin || facts.origin.startsWith('http:')) return undefined
  const arrived = (seen.forwardedHost || seen.host).split(',')[0]?.trim() ?? ''
  return arrived === new URL(facts.origin).host ? undefined : arrived
}

function tracesOf({ asked, listened }: Observations): string[] {
  const answer = asked.find(isAnswered)
  const headers = { ...answer?.headers, ...(listened.kind === 'heard' ? listened.headers : {}) }
  const back = TRACES.flatMap((name) => (headers[name] ? [`${name}: ${headers[name]}`] : []))
  return [...(answer?.seen.via ? [`via (${words.way.onTheWayIn}): ${answer.seen.via}`] : []), ...back]
}

function isAnswered(asked: Asked): asked is Answered {
  return asked.kind === 'answered'
}
