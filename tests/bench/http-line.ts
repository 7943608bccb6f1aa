import { connect, type Socket } from 'node:net'
import { createMessageSplitter } from '../support/http-messages.ts'

/** What went over a reader's connections, in bytes, and how many requests that were. */
export interface Traffic {
  requests: number
  up: number
  down: number
}

/** A browser's connection as far as bytes go: kept alive, with the cookie it was given, and no further headers. */
export interface HttpLine {
  /** Asks for a page of JSON. Rejects when the connection ends before the answer has. */
  get(path: string): Promise<unknown>
  /** Asks for a stream, whose pieces go to `take`. */
  follow(path: string, take: (piece: Buffer) => void): void
}

/** A line to a server on loopback that writes down what goes over it. */
export function openHttpLine(url: URL, traffic: Traffic): HttpLine {
  let socket: Socket | undefined
  let cookie = ''

  function send(path: string, accept: string): Socket {
    if (!socket || socket.destroyed || socket.readableEnded) {
      socket = connect(Number(url.port), url.hostname)
      socket.on('error', () => undefined)
    }
    const head = `GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nAccept: ${accept}\r\n${cookie}\r\n`
    traffic.requests += 1
    traffic.up += head.length
    socket.removeAllListeners('data').removeAllListeners('close')
    socket.write(head)
    return socket
  }

  return {
    get: (path) =>
      new Promise((resolve, reject) => {
        const split = createMessageSplitter()
        const pieces: Buffer[] = []
        const line = send(path, 'application/json')
        line.once('close', () => reject(new Error('the connection ended')))
        line.on('data', (piece: Buffer) => {
          traffic.down += piece.length
          for (const { bytes, head, isLast } of split(piece)) {
            pieces.push(bytes)
            if (!isLast) continue
            const set = /^set-cookie: *([^;]+)/im.exec(head ?? '')?.[1]
            if (set) cookie = `Cookie: ${set}\r\n`
            const answer = Buffer.concat(pieces)
            resolve(JSON.parse(answer.toString('utf8', answer.indexOf('\r\n\r\n') + 4)))
          }
        })
      }),
    follow(path, take) {
      send(path, 'text/event-stream').on('data', (piece: Buffer) => {
        traffic.down += piece.length
        take(piece)
      })
    },
  }
}
