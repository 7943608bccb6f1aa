import { HIGHLIGHT_SHADES, TEXT_SHADES } from '../schema/colour-shades.ts'
import { TEXT_COLOURS, type TextColour } from '../schema/colours.ts'

/** Names that programs write: those of old HTML, and Word's for its highlighter. */
const NAMES: Readonly<Record<string, string>> = {
  aqua: '#00ffff',
  blue: '#0000ff',
  brown: '#a52a2a',
  crimson: '#dc143c',
  cyan: '#00ffff',
  darkblue: '#00008b',
  darkcyan: '#008b8b',
  darkgray: '#808080',
  darkgreen: '#006400',
  darkmagenta: '#8b008b',
  darkred: '#8b0000',
  darkyellow: '#808000',
  fuchsia: '#ff00ff',
  gold: '#ffd700',
  gray: '#808080',
  green: '#008000',
  grey: '#808080',
  lightblue: '#add8e6',
  lightgray: '#d3d3d3',
  lightgreen: '#90ee90',
  lightyellow: '#ffffe0',
  lime: '#00ff00',
  magenta: '#ff00ff',
  maroon: '#800000',
  navy: '#000080',
  olive: '#808000',
  orange: '#ffa500',
  pink: '#ffc0cb',
  purple: '#800080',
  red: '#ff0000',
  teal: '#008080',
  violet: '#ee82ee',
  yellow: '#ffff00',
}

const HEX = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/
const RGB = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)(%?))?\s*\)$/

/** The hue at which each colour ends, in degrees; red goes on from the last one. */
const HUES: readonly (readonly [number, TextColour])[] = [
  [15, 'red'],
  [42, 'orange'],
  [70, 'yellow'],
  [170, 'green'],
  [252, 'blue'],
  [292, 'purple'],
  [348, 'pink'],
  [360, 'red'],
]

/**
 * Our colour that comes nearest to one of another program; undefined for what is none to speak of: black, white,
 * the greys of plain text, what is all but transparent, what cannot be read.
 */
export function nearestColour(css: string, kind: 'text' | 'highlight'): TextColour | undefined {
  const written = css.trim().toLowerCase()
  const shades = kind === 'text' ? TEXT_SHADES : HIGHLIGHT_SHADES
  const parts = readColour(NAMES[written] ?? written)
  if (!parts) return undefined
  const own = TEXT_COLOURS.find((colour) => shades[colour].some((shade) => isSame(parts, readColour(shade))))
  return own ?? nearest(parts, kind)
}

type Parts = readonly [red: number, green: number, blue: number]

function isSame(one: Parts, other: Parts | undefined): boolean {
  return one.every((part, i) => part === other?.[i])
}

function readColour(text: string): Parts | undefined {
  const hex = HEX.exec(text)?.[1]
  if (hex) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
    const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16))
    return [red ?? 0, green ?? 0, blue ?? 0]
  }
  const [, red, green, blue, alpha = '1', percent] = RGB.exec(text) ?? []
  if (red === undefined || Number(alpha) < (percent ? 20 : 0.2)) return undefined
  return [Number(red), Number(green), Number(blue)]
}

/** Text needs a strong colour to be meant so: pages write in dark blues and browns. Grounds are pale. */
const LEAST_CHROMA = { text: 70, highlight: 17 } as const

function nearest([red, green, blue]: Parts, kind: 'text' | 'highlight'): TextColour | undefined {
  const most = Math.max(red, green, blue)
  const least = Math.min(red, green, blue)
  const chroma = most - least
  const light = (most + least) / 510
  if (chroma < LEAST_CHROMA[kind]) {
    // The greys of text are how a page looks; a grey ground was put there, unless it is all but white or black.
    return kind === 'highlight' && chroma < 12 && light > 0.4 && light < 0.9 ? 'grey' : undefined
  }
  const hue = hueOf([red, green, blue], most, chroma)
  const name = HUES.find(([end]) => hue < end)?.[1] ?? 'red'
  if (name === 'orange' && light < 0.36) return 'brown'
  if (name === 'pink' && light < 0.36 && hue < 320) return 'purple'
  return name
}

function hueOf([red, green, blue]: Parts, most: number, chroma: number): number {
  if (most === red) return (((green - blue) / chroma) * 60 + 360) % 360
  return most === green ? ((blue - red) / chroma) * 60 + 120 : ((red - green) / chroma) * 60 + 240
}
