/** Bytes of one HTTP message, as they stood on the wire. */
export interface MessagePart {
  readonly bytes: Buffer
  /** The message's head, once all of it has come. */
  readonly head: string | undefined
  /** True where the message ends. */
  readonly isLast: boolean
}

/** Finds where messages begin and end in the next piece of one direction of a connection. */
export type SplitMessages = (piece: Buffer) => MessagePart[]

const LINE_LIMIT = 65_536

type Place = 'head' | 'body' | 'chunk-size' | 'chunk' | 'trailer' | 'until-close'

/**
 * Splits HTTP/1.1, requests or answers, wherever its bytes were cut (RFC 9112 §6). An answer without a length
 * lasts until the connection ends; answers to HEAD are not understood. Throws when a line is endless.
 */
export function createMessageSplitter(): SplitMessages {
  let place: Place = 'head'
  let line = ''
  let head = ''
  let left = 0

  /** Takes a whole line; answers true when the message ends with it. */
  function takeLine(text: string): boolean {
    if (place === 'trailer') return text === ''
    if (place === 'chunk-size') {
      const size = Number.parseInt(text, 16)
      left = size + 2
      place = size === 0 ? 'trailer' : 'chunk'
      return false
    }
    head += `${text}\n`
    if (text !== '') return false
    ;[place, left] = bodyOf(head)
    return place === 'body' && left === 0
  }

  /** Takes what belongs together from `at` on; answers where that ends, and whether the message does. */
  function step(piece: Buffer, at: number): [next: number, isLast: boolean] {
    if (place === 'until-close') return [piece.length, false]
    if (place === 'body' || place === 'chunk') {
      const next = Math.min(piece.length, at + left)
      left -= next - at
      if (left > 0) return [next, false]
      if (place === 'body') return [next, true]
      place = 'chunk-size'
      return [next, false]
    }
    const end = piece.indexOf('\n', at)
    const next = end < 0 ? piece.length : end + 1
    line += piece.toString('latin1', at, next)
    if (line.length > LINE_LIMIT) throw new Error('this is not HTTP')
    if (end < 0) return [next, false]
    const text = line.trimEnd()
    line = ''
    return [next, takeLine(text)]
  }

  return (piece) => {
    const parts: MessagePart[] = []
    const knownHead = () => (place === 'head' ? undefined : head)
    let from = 0
    for (let at = 0; at < piece.length; ) {
      const [next, isLast] = step(piece, at)
      at = next
      if (!isLast) continue
      parts.push({ bytes: piece.subarray(from, at), head, isLast })
      from = at
      head = ''
      place = 'head'
    }
    if (from < piece.length) parts.push({ bytes: piece.subarray(from), head: knownHead(), isLast: false })
    return parts
  }
}

function bodyOf(head: string): [Place, number] {
  const status = /^HTTP\/1\.\d (\d+)/.exec(head)?.[1]
  if (status && /^(1..|204|304)$/.test(status)) return ['body', 0]
  if (/^transfer-encoding:.*chunked/im.test(head)) return ['chunk-size', 0]
  const length = /^content-length: *(\d+)/im.exec(head)?.[1]
  if (length) return ['body', Number(length)]
  return status ? ['until-close', 0] : ['body', 0]
}
