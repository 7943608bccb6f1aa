import { Agent, request } from 'node:http'
import type { RefusalBody } from '../../document/protocol/refusals.ts'

/** What a stranger was told. */
export interface Told {
  readonly status: number
  readonly code: string
  readonly retryAfterS: number
  /** The cookie that came, as it is sent back; '' without one. */
  readonly cookie: string
}

/** What a stranger asks for. */
export interface StrangerAsk {
  readonly method?: string
  readonly path: string
  readonly json?: unknown
  readonly headers?: Record<string, string>
}

/** Asks from one of this machine's loopback addresses, each of which is a network of its own, and keeps nothing. */
export function askFrom(
  localAddress: string,
  url: string,
  ask: StrangerAsk,
  agent: Agent | false = false,
): Promise<Told> {
  const { method = 'GET', path, json, headers } = ask
  const body = json === undefined ? undefined : JSON.stringify(json)
  return new Promise((resolve, reject) => {
    const sent = request(url + path, {
      method,
      localAddress,
      agent,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    })
    sent.once('error', reject).once('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      response.once('end', () => {
        const [cookie = ''] = response.headers['set-cookie'] ?? []
        resolve({
          status: response.statusCode ?? 0,
          code: codeOf(text),
          retryAfterS: Number(response.headers['retry-after'] ?? 0),
          cookie: cookie.split(';')[0] ?? '',
        })
      })
    })
    sent.end(body)
  })
}

/** Asks so often, a few at a time, and answers what came of each. */
export async function askManyFrom(
  localAddress: string,
  url: string,
  times: number,
  toAsk: (i: number) => StrangerAsk,
): Promise<Told[]> {
  const told: Told[] = []
  const agent = new Agent({ keepAlive: true })
  for (let i = 0; i < times; i += 20) {
    const some = Array.from({ length: Math.min(20, times - i) }, (_, at) => i + at)
    told.push(...(await Promise.all(some.map((at) => askFrom(localAddress, url, toAsk(at), agent)))))
  }
  agent.destroy()
  return told
}

function codeOf(text: string): string {
  try {
    return (JSON.parse(text) as Partial<RefusalBody>).error?.code ?? ''
  } catch {
    return ''
  }
}
