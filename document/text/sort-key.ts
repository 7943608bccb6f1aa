/**
 * A text by which titles sort as a person would lay them out: without regard to case and accents, and with
 * numbers by their value. Two titles with one key are alike to a reader.
 */
export function sortKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'))
    .trim()
}
