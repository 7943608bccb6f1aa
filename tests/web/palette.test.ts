import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COLOURS } from '../../document/protocol/person.ts'
import { HIGHLIGHT_SHADES, TEXT_SHADES } from '../../document/schema/colour-shades.ts'
import { TEXT_COLOURS } from '../../document/schema/colours.ts'

const css = (name: string) => readFileSync(new URL(`../../web/styles/${name}.css`, import.meta.url), 'utf8')

/** The colours of the light and of the dark theme, by the property's name, or by the class whose colour it is. */
function themes(text: string): { light: Map<string, string>; dark: Map<string, string> } {
  const light = new Map<string, string>()
  const dark = new Map<string, string>()
  for (const [, selector = '', body = ''] of text.matchAll(/([.:][\w-]+)\s*\{([^}]*)\}/g)) {
    const pairs = /--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g
    for (const [, name = '', byDay = '', byNight = ''] of body.matchAll(pairs)) {
      const known = selector.startsWith('.') ? selector.slice(1) : name
      light.set(known, byDay)
      dark.set(known, byNight)
    }
  }
  return { light, dark }
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const tokens = themes(css('tokens'))
const palette = themes(css('palette'))
const blocks = themes(css('block-colours'))
const formats = themes(css('text-formats'))

for (const theme of ['light', 'dark'] as const) {
  const read = (from: Map<string, string>, name: string) => {
    const value = from.get(name)
    if (!value) throw new Error(`${name} has no colour in the ${theme} theme`)
    return value
  }
  const token = (name: string) => read(tokens[theme], name)

  test(`every person's colour is a visible line and a readable ground for a name, ${theme}`, () => {
    const ink = read(palette[theme], 'person-ink')
    for (let n = 0; n < COLOURS; n++) {
      const colour = read(palette[theme], `colour-${n}`)
      expect(contrast(colour, token('paper')), `colour ${n} on paper`).toBeGreaterThanOrEqual(3)
      expect(contrast(colour, ink), `name on colour ${n}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test(`all text of the interface can be read, ${theme}`, () => {
    for (const ink of ['ink', 'ink-soft', 'ink-faint', 'accent', 'warning']) {
      expect(contrast(token(ink), token('paper')), `${ink} on paper`).toBeGreaterThanOrEqual(4.5)
    }
    for (const ground of ['paper-raised', 'paper-sunk', 'accent-soft']) {
      expect(contrast(token('ink-soft'), token(ground)), `soft ink on ${ground}`).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(token('accent'), token('accent-soft'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(token('accent-ink'), token('accent'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(token('warning'), token('warning-soft'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(token('line-strong'), token('paper'))).toBeGreaterThanOrEqual(3)
  })

  test(`all text in a callout and all highlighted code can be read, ${theme}`, () => {
    const block = (name: string) => read(blocks[theme], name)
    const grounds = ['note-soft', 'tip-soft', 'important-soft', 'caution-soft']
    for (const ground of grounds) {
      for (const ink of ['ink', 'ink-soft', 'accent']) {
        expect(contrast(token(ink), block(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
      const kind = ground.replace('-soft', '')
      expect(contrast(block(kind), block(ground)), `sign of ${kind}`).toBeGreaterThanOrEqual(4.5)
    }
    expect(contrast(token('accent'), token('warning-soft'))).toBeGreaterThanOrEqual(4.5)
    const inks = [...blocks[theme].keys()].filter((name) => name.startsWith('code-'))
    expect(inks.length).toBeGreaterThan(6)
    for (const ink of inks) {
      expect(contrast(block(ink), token('paper-sunk')), `${ink} on sunk paper`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test(`words of every colour can be read on every highlight, ${theme}`, () => {
    const format = (name: string) => read(formats[theme], name)
    const grounds = ['paper', 'paper-sunk'].map(token)
    for (const name of ['note', 'tip', 'important', 'caution'])
      grounds.push(read(blocks[theme], `${name}-soft`))
    for (const colour of TEXT_COLOURS) {
      const highlight = format(`highlight-${colour}`)
      // Files and other programs are told the same shades.
      const at = theme === 'light' ? 0 : 1
      expect([format(`text-${colour}`), highlight]).toEqual([
        TEXT_SHADES[colour][at],
        HIGHLIGHT_SHADES[colour][at],
      ])
      for (const ink of ['ink', 'ink-soft', 'accent'])
        expect(contrast(token(ink), highlight), `${ink} on ${colour}`).toBeGreaterThanOrEqual(4.5)
      for (const other of TEXT_COLOURS)
        expect(contrast(format(`text-${other}`), highlight), `${other} on ${colour}`).toBeGreaterThanOrEqual(
          4.5,
        )
      for (const ground of grounds)
        expect(contrast(format(`text-${colour}`), ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(
          4.5,
        )
      for (const sheet of ['text', 'highlight'])
        expect(css('text-formats'), `the ${sheet} of ${colour}`).toContain(`.${sheet}-${colour} {`)
    }
  })
}
