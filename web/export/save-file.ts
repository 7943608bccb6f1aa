import { later } from '../later.ts'
import type { Exported } from './export-document.ts'

// Browsers fetch the address after the click has returned; nobody says when they are done.
const RELEASE_MS = 60_000

/** Hands a text to the browser's downloads. */
export function saveFile({ text, type, name }: Exported): void {
  saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), name)
}

/** Hands a file to the browser's downloads. */
export function saveBlob(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  later(RELEASE_MS, () => URL.revokeObjectURL(address))
}
