import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { LOOPBACK } from '../../server/network/network.ts'

test('without any settings the server is on loopback at 4400 and keeps its data beside it', () => {
  expect(readConfig({ UNRELATED: 'x' })).toEqual({
    kind: 'config',
    config: {
      port: 4400,
      host: '127.0.0.1',
      folder: resolve('data'),
      url: undefined,
      trustedProxies: LOOPBACK,
      metricsReaders: LOOPBACK,
      logLevel: 'info',
      heartbeatMs: 15_000,
      maxStreams: 10_000,
      requestsPerSecond: 50,
      maxDatabaseBytes: undefined,
      maxFileBytes: 26_214_400,
      maxUploadBytes: undefined,
      maxArchiveBytes: 2_147_483_648,
    },
  })
})

test('an empty setting counts as not set, and an address is taken without its slash', () => {
  const read = readConfig({ PORT: '', SAMEPAGE_URL: 'https://pages.example.org/', SAMEPAGE_HEARTBEAT: '2.5' })
  expect(read).toMatchObject({
    config: { port: 4400, url: 'https://pages.example.org', heartbeatMs: 2_500 },
  })
})

test.each([
  ['1048576', 1_048_576],
  ['1024k', 1_048_576],
  ['500M', 524_288_000],
  ['20g', 21_474_836_480],
])('a largest database of %s is %i bytes', (size, bytes) => {
  expect(readConfig({ SAMEPAGE_MAX_DATABASE: size })).toMatchObject({ config: { maxDatabaseBytes: bytes } })
})

test('proxies are trusted by address or subnet; where nothing is said, those on this machine are', () => {
  const trusted = (text: string) => readConfig({ SAMEPAGE_TRUSTED_PROXIES: text })
  expect(trusted('10.0.0.1, fd00::/8')).toMatchObject({
    config: {
      trustedProxies: [
        { address: '10.0.0.1', prefix: 32, family: 'ipv4' },
        { address: 'fd00::', prefix: 8, family: 'ipv6' },
      ],
    },
  })
  expect(trusted('none')).toMatchObject({ config: { trustedProxies: [] } })
})

test.each([
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['HOST', 'a b'],
  ['SAMEPAGE_URL', 'ftp://example.org'],
  ['SAMEPAGE_URL', 'https://example.org/pages'],
  ['SAMEPAGE_TRUSTED_PROXIES', 'everybody'],
  ['SAMEPAGE_TRUSTED_PROXIES', '10.0.0.0/33'],
  ['SAMEPAGE_TRUSTED_PROXIES', '10.0.0.1,'],
  ['SAMEPAGE_METRICS', 'yes'],
  ['SAMEPAGE_LOG', 'everything'],
  ['SAMEPAGE_HEARTBEAT', '0'],
  ['SAMEPAGE_HEARTBEAT', 'soon'],
  ['SAMEPAGE_MAX_STREAMS', '0'],
  ['SAMEPAGE_REQUESTS_PER_SECOND', 'many'],
  ['SAMEPAGE_MAX_DATABASE', '0'],
  ['SAMEPAGE_MAX_DATABASE', '1023k'],
  ['SAMEPAGE_MAX_DATABASE', '1.5G'],
  ['SAMEPAGE_MAX_DATABASE', '20GB'],
  ['SAMEPAGE_MAX_DATABASE', 'much'],
  ['SAMEPAGE_MAX_FILE', '0'],
  ['SAMEPAGE_MAX_FILE', '25MB'],
  ['SAMEPAGE_MAX_ARCHIVE', 'all'],
])('a wrong %s (%s) is refused by name', (name, value) => {
  expect(readConfig({ [name]: value })).toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(
      new RegExp(`^The setting ${name} is ${JSON.stringify(value)}; it must be `),
    ),
  })
})
