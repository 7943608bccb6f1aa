/** An event as any parser gives it, for comparing parsers. */
export interface PlainEvent {
  readonly event: string
  readonly data: string
  readonly id: string
}

/**
 * Reads a stream of events line by line, after the HTML Standard §9.2.6 and after nobody's code: a second
 * opinion for tests. Feed it bytes in any pieces.
 */
export function createPlainReader(onEvent: (event: PlainEvent) => void): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder('utf-8')
  let text = ''
  let block = { event: '', data: [] as string[] }
  let id = ''

  function takeLine(line: string): void {
    if (line === '') {
      if (block.data.length) onEvent({ event: block.event || 'message', data: block.data.join('\n'), id })
      block = { event: '', data: [] }
      return
    }
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? []
    if (field === 'event') block.event = value
    else if (field === 'data') block.data.push(value)
    else if (field === 'id' && !value.includes('\0')) id = value
  }

  return (bytes) => {
    text += decoder.decode(bytes, { stream: true })
    for (;;) {
      const end = /\r\n|\n|\r(?!$)/.exec(text)
      if (!end) return
      takeLine(text.slice(0, end.index))
      text = text.slice(end.index + end[0].length)
    }
  }
}
