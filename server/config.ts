import { resolve } from 'node:path'
import * as v from 'valibot'
import { ARCHIVE_LIMIT_BYTES, FILE_LIMIT_BYTES, HEARTBEAT_MS } from '../document/protocol/limits.ts'
import { LOOPBACK, parseSubnet, type Subnet } from './network/network.ts'

/** An empty database has about a tenth of it. */
const MIN_DATABASE_BYTES = 1_048_576

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** How a server was asked to run. */
export interface Config {
  /** The port to listen on; 0 lets the system choose one. */
  readonly port: number
  readonly host: string
  /** The data folder, absolute. */
  readonly folder: string
  /** The origin people reach the server under, when it cannot be told from their requests. */
  readonly url: string | undefined
  /** The proxies that are believed whom they forward for. */
  readonly trustedProxies: readonly Subnet[]
  /** Who may read `/metrics`. */
  readonly metricsReaders: readonly Subnet[]
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Between two heartbeats of a silent stream. */
  readonly heartbeatMs: number
  /** The most streams and waiting polls of everybody together. */
  readonly maxStreams: number
  /** How many writes a person may make, sustained; 0: no limit. */
  readonly requestsPerSecond: number
  /** The most bytes the database file may have; undefined: as many as the disk has. */
  readonly maxDatabaseBytes: number | undefined
  /** The most bytes an uploaded file may have. */
  readonly maxFileBytes: number
  /** The most bytes all uploaded files together may have; undefined: as many as the disk has. */
  readonly maxUploadBytes: number | undefined
  /** The most bytes an archive that is brought back may have. */
  readonly maxArchiveBytes: number
}

/** The settings, or one sentence that names the wrong one. */
export type ReadConfig =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'refused'; readonly message: string }

const Environment = v.object({
  PORT: v.optional(wholeNumber(0, 65_535), '4400'),
  HOST: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:_-]+$/, 'an address or a host name')),
    '127.0.0.1',
  ),
  SAMEPAGE_DATA: v.optional(v.pipe(v.string(), v.nonEmpty('a folder')), './data'),
  SAMEPAGE_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isOrigin, 'an address without a path, such as https://pages.example.org'),
      v.transform((text) => new URL(text).origin),
    ),
  ),
  SAMEPAGE_TRUSTED_PROXIES: v.optional(subnets()),
  SAMEPAGE_METRICS: v.optional(subnets()),
  SAMEPAGE_LOG: v.optional(v.picklist(LOG_LEVELS, `one of ${LOG_LEVELS.join(', ')}`), 'info'),
  SAMEPAGE_HEARTBEAT: v.optional(
    v.pipe(
      v.string(),
      v.transform(Number),
      v.check((seconds) => seconds >= 0.05 && seconds <= 300, 'seconds, from 0.05 to 300'),
    ),
    String(HEARTBEAT_MS / 1_000),
  ),
  SAMEPAGE_MAX_STREAMS: v.optional(wholeNumber(1, 1_000_000), '10000'),
  SAMEPAGE_REQUESTS_PER_SECOND: v.optional(wholeNumber(0, 1_000_000), '50'),
  SAMEPAGE_MAX_DATABASE: v.optional(
    v.pipe(
      v.string(),
      v.transform(toBytes),
      v.check(
        (bytes) => bytes >= MIN_DATABASE_BYTES,
        'a size of at least 1M: bytes, or a number followed by k, M or G',
      ),
    ),
  ),
  SAMEPAGE_MAX_FILE: v.optional(size(), String(FILE_LIMIT_BYTES)),
  SAMEPAGE_MAX_UPLOADS: v.optional(size()),
  SAMEPAGE_MAX_ARCHIVE: v.optional(size(), String(ARCHIVE_LIMIT_BYTES)),
})

/** Reads the settings from environment variables; all are optional, an empty one counts as not set. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ReadConfig {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const read = v.safeParse(Environment, given)
  if (!read.success) {
    const [issue] = read.issues
    const name = String(issue.path?.[0]?.key)
    const message = `The setting ${name} is ${JSON.stringify(given[name])}; it must be ${issue.message}.`
    return { kind: 'refused', message }
  }
  const { output } = read
  const config = {
    port: output.PORT,
    host: output.HOST,
    folder: resolve(output.SAMEPAGE_DATA),
    url: output.SAMEPAGE_URL,
    trustedProxies: output.SAMEPAGE_TRUSTED_PROXIES ?? LOOPBACK,
    metricsReaders: output.SAMEPAGE_METRICS ?? LOOPBACK,
    logLevel: output.SAMEPAGE_LOG,
    heartbeatMs: Math.round(output.SAMEPAGE_HEARTBEAT * 1_000),
    maxStreams: output.SAMEPAGE_MAX_STREAMS,
    requestsPerSecond: output.SAMEPAGE_REQUESTS_PER_SECOND,
    maxDatabaseBytes: output.SAMEPAGE_MAX_DATABASE,
    maxFileBytes: output.SAMEPAGE_MAX_FILE,
    maxUploadBytes: output.SAMEPAGE_MAX_UPLOADS,
    maxArchiveBytes: output.SAMEPAGE_MAX_ARCHIVE,
  }
  return { kind: 'config', config: Object.freeze(config) }
}

function wholeNumber(low: number, high: number) {
  const says = `a whole number from ${low} to ${high}`
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,9}$/, says),
    v.transform(Number),
    v.minValue(low, says),
    v.maxValue(high, says),
  )
}

function size() {
  return v.pipe(
    v.string(),
    v.transform(toBytes),
    v.check((bytes) => bytes >= 1, 'a size: bytes, or a number followed by k, M or G'),
  )
}

/** Addresses and subnets with commas between, or the word `none`. */
function subnets() {
  return v.pipe(
    v.string(),
    v.transform((text) => (text === 'none' ? [] : text.split(',').map((each) => parseSubnet(each.trim())))),
    v.check(
      (read) => read.every((subnet) => subnet !== undefined),
      'addresses or subnets with commas between, such as 10.0.0.1,192.168.0.0/16, or none',
    ),
    v.transform((read) => read.filter((subnet) => subnet !== undefined)),
  )
}

/** Bytes of a size such as `500M`; the letters stand for powers of 1,024. NaN for what is no size. */
function toBytes(text: string): number {
  const [, digits, letter = ''] = /^(\d{1,15})([kmg]?)$/i.exec(text) ?? []
  return Number(digits) * 1_024 ** ' kmg'.indexOf(letter.toLowerCase() || ' ')
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash, username } = new URL(text)
  return /^https?:$/.test(protocol) && pathname === '/' && !search && !hash && !username
}
