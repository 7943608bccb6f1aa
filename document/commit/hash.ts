import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Node } from 'prosemirror-model'
import { writeJson } from '../schema/write-json.ts'

/** How many bytes of a SHA-256 are kept: enough to notice an accident, not meant to stop a forger. */
export const HASH_BYTES = 9

/**
 * The document's fingerprint, 18 hexadecimal digits: SHA-256 over its JSON, cut. Written in plain
 * JavaScript because browsers have no `crypto.subtle` on plain HTTP.
 */
export function hashDocument(doc: Node): string {
  return bytesToHex(sha256(utf8ToBytes(writeJson(doc))).subarray(0, HASH_BYTES))
}
