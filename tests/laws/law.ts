/** A law of design §8 that did not hold. `law` is its number. */
export class BrokenLaw extends Error {
  readonly law: string
  constructor(law: string, what: string) {
    super(`${law}: ${what}`)
    this.law = law
  }
}

/** Throws BrokenLaw when `holds` is false. */
export function law(name: string, holds: boolean, what: () => string): void {
  if (!holds) throw new BrokenLaw(name, what())
}
