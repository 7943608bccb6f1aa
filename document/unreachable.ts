/** Ends an exhaustive switch: compiles only when every case above was handled. */
export function unreachable(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`)
}
