/** A seeded source of chance for tests: the same seed gives the same run, on every machine. */
export interface Random {
  readonly seed: number
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number from 0 to `count` - 1. */
  int(count: number): number
  pick<T>(list: readonly T[]): T
  chance(probability: number): boolean
}

/** sfc32 (Chris Doty-Humphrey, PractRand), its 128-bit state filled from the seed by splitmix32. */
export function createRandom(seed: number): Random {
  let mix = seed >>> 0
  const fill = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b)
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35)
    return (z ^ (z >>> 16)) >>> 0
  }
  let [a, b, c, d] = [fill(), fill(), Math.floor(seed / 2 ** 32) ^ fill(), 1]
  const next = (): number => {
    const t = (a + b + d) >>> 0
    d = (d + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = ((c << 21) | (c >>> 11)) >>> 0
    c = (c + t) >>> 0
    return t / 2 ** 32
  }
  for (let i = 0; i < 12; i++) next()
  const int = (count: number): number => Math.floor(next() * count)
  return {
    seed,
    next,
    int,
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new Error('nothing to pick from')
      return list[int(list.length)] as (typeof list)[number]
    },
  }
}
