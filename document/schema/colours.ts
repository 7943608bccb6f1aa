/** The colours of words and of what is highlighted, by the names that stand in documents. Each theme has its own shades. */
export const TEXT_COLOURS = [
  'grey',
  'brown',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
] as const
export type TextColour = (typeof TEXT_COLOURS)[number]

/** True for the name of a colour. */
export function isTextColour(value: unknown): value is TextColour {
  return TEXT_COLOURS.some((colour) => colour === value)
}
