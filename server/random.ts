/** From one number to another, in whatever unit both have. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Chance, for spreading what would otherwise happen at one moment. */
export interface Random {
  /** A number of the span, each as likely as the others. */
  between(span: Span): number
}

const BYTES = 4

/** Makes numbers of random bytes. */
export function createRandom(randomBytes: (count: number) => Uint8Array): Random {
  return {
    between({ from, to }) {
      const part = Buffer.from(randomBytes(BYTES)).readUInt32BE() / 2 ** (8 * BYTES)
      return from + part * (to - from)
    },
  }
}
