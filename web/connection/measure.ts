import type { Asked, ConnectionProbe, Listened } from '../api/connection-probe.ts'

/** What the browser itself knows about the page and its way here. */
export interface BrowserFacts {
  /** The address people use, such as `https://pages.example.org`. */
  readonly origin: string
  readonly isSecureContext: boolean
  /** HTTP's version on the first stretch, such as `http/1.1` or `h2`; '' where the browser does not tell. */
  readonly protocol: string
  /** Whether the last request used a connection that was open already; undefined where it does not tell. */
  readonly isReused: boolean | undefined
  readonly hasStorage: boolean
  readonly hasSharedWorker: boolean
}

/** Everything a check has seen. */
export interface Observations {
  readonly asked: readonly Asked[]
  readonly sent: Asked
  readonly listened: Listened
  readonly waited: Asked
  /** The long silence, and for how many seconds it was asked; undefined when nobody wanted to wait for it. */
  readonly silence: { readonly seconds: number; readonly listened: Listened } | undefined
  readonly facts: BrowserFacts
}

/** Longer than the server itself is ever silent, for the test that takes its time. */
export const SILENCE_S = 20

const ASKS = 3
const WAIT_S = 2

/** Tries everything once, in about three seconds. `readFacts` is called at the end. */
export async function measure(probe: ConnectionProbe, readFacts: () => BrowserFacts): Promise<Observations> {
  const asked: Asked[] = []
  for (let n = 0; n < ASKS; n++) asked.push(await probe.ask())
  const sent = await probe.send()
  const [listened, waited] = await Promise.all([probe.listen(), probe.ask(WAIT_S)])
  return { asked, sent, listened, waited, silence: undefined, facts: readFacts() }
}
