/** Deeper JSON than any document has. What walks it later recurses, and must not run out of stack. */
const MOST_DEPTH = 2_000
/** More objects and lists than a body of the largest size has that says something: an empty one takes ten times its text. */
const MOST_PARTS = 400_000
/** More keys than any object of ours has: one with very many is slow to build. */
const MOST_KEYS = 1_000

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * What makes JSON too much work to build, in words; undefined when nothing does. Looks at each byte once and builds
 * nothing; whether it is JSON at all is told by parsing it afterwards.
 */
export function findExcess(json: Uint8Array): string | undefined {
  const keys = new Uint32Array(MOST_DEPTH + 1)
  let depth = 0
  let parts = 0
  for (let i = 0; i < json.length; i++) {
    switch (json[i]) {
      case QUOTE:
        for (i++; i < json.length && json[i] !== QUOTE; i++) if (json[i] === BACKSLASH) i++
        break
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth += 1
        parts += 1
        if (depth > MOST_DEPTH) return 'nested too deeply'
        if (parts > MOST_PARTS) return `more than ${MOST_PARTS.toLocaleString('en')} objects and lists`
        keys[depth] = 0
        break
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth = Math.max(0, depth - 1)
        break
      case COLON: {
        const count = (keys[depth] ?? 0) + 1
        if (count > MOST_KEYS) return `an object with more than ${MOST_KEYS.toLocaleString('en')} keys`
        keys[depth] = count
        break
      }
    }
  }
  return undefined
}
