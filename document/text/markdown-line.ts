import type { StateInline } from 'markdown-it'

/** A line that is read. The types of markdown-it do not name how many links the place is in. */
export interface LineState extends StateInline {
  linkLevel: number
  /** Up to here the line is one word that is too long for an address. */
  longUntil?: number
}
