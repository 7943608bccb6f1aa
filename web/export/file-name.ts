const LENGTH = 80

/** Names that Windows keeps for itself, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * A title as a file name that every system takes: no separators, quotes, wildcards or control characters
 * (those that turn the reading direction included), no dots or spaces at its ends, 80 characters at most.
 */
export function fileName(title: string, extension: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
  const short = [...plain]
    .slice(0, LENGTH)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
  return `${short === '' ? 'document' : short}${RESERVED.test(short) ? '-' : ''}.${extension}`
}
