import type { TextColour } from './colours.ts'

/** How a colour looks on light paper and on dark, as the page's own tokens have it. */
type Shades = readonly [light: string, dark: string]

/** The shades of words: for files and other programs, which know nothing of the page's styles. */
export const TEXT_SHADES: Readonly<Record<TextColour, Shades>> = {
  grey: ['#625e56', '#b3ada2'],
  brown: ['#79503a', '#d3ae97'],
  red: ['#b3231c', '#ff9d94'],
  orange: ['#974507', '#f3b27a'],
  yellow: ['#745600', '#e6cb6a'],
  green: ['#1b6a3a', '#85d6a0'],
  blue: ['#1f53b5', '#9fc0ff'],
  purple: ['#6c3db3', '#ceb4fd'],
  pink: ['#a8266f', '#f7a8d3'],
}

/** The shades of what is highlighted. */
export const HIGHLIGHT_SHADES: Readonly<Record<TextColour, Shades>> = {
  grey: ['#e7e4dd', '#3f3c37'],
  brown: ['#efdfd2', '#4a3528'],
  red: ['#fdd9d4', '#5a2723'],
  orange: ['#fee2c2', '#573411'],
  yellow: ['#fbefa6', '#4b3f0c'],
  green: ['#d0efd7', '#1d4429'],
  blue: ['#d3e6fc', '#20395e'],
  purple: ['#e8dffb', '#3d2c5c'],
  pink: ['#fbdbec', '#552542'],
}
