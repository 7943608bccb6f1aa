import type { Caller } from './caller.ts'

/** One way to stop the server, to make others wait, or to take what is another's. */
export interface Attack {
  /** For `--only`: the letter under which the fault was found, or a short word. */
  readonly name: string
  /** What is sent, in words. */
  readonly input: string
  /** Ten at once would be the same as one, or make no sense. */
  readonly isAlone?: boolean
  /** The server is started again between seeding and the strike: what counts is what it reads from its disk. */
  readonly restarts?: boolean
  /** Settings of the server besides its defaults. */
  readonly env?: Readonly<Record<string, string>>
  /** Makes what the strike needs, once for each attacker, one after the other. The strikes then begin together. */
  begin(scene: Scene): Promise<Strike>
}

export type Strike = () => Promise<void>

/** What an attacker has: a server, names, and somewhere to say what was seen. */
export interface Scene {
  readonly url: string
  /** The server's process. */
  readonly pid: () => number
  /** Its data folder, which only what looks for leaks may open. */
  readonly folder: string
  /** So many of something, as many times more or less as `--scale` says: at least one, at most `most`. */
  count(normal: number, most?: number): number
  /** Somebody new, with a cookie of their own. */
  person(): Promise<Caller>
  /** Somebody who never keeps a cookie. */
  stranger(): Caller
  /** Made by the first attacker who asks, shared by the others. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>
  /** Says more in the line of this attack. */
  note(text: string): void
  /** The attack has succeeded, in words, unless this holds. */
  demand(holds: boolean, fault: string): void
  /** Ends the server without a warning and starts it again on the same folder. */
  restart(): Promise<void>
  /** Resolves after so many milliseconds, or when the time of the attack is over. */
  wait(ms: number): Promise<void>
  /** Aborted when the time of the attack is over. */
  readonly over: AbortSignal
}
