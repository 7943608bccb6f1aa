import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { createAddressOf, LOOPBACK, networkOf, parseSubnet } from '../../../server/network/network.ts'

const PROXIES = ['127.0.0.0/8', '::1', '10.0.0.0/8', 'fd00::/8'].flatMap((text) => parseSubnet(text) ?? [])

function from(remoteAddress: string | undefined, headers: Record<string, string> = {}) {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage
}

const addressOf = createAddressOf(PROXIES)
const forwarded = (list: string, by = '127.0.0.1') => addressOf(from(by, { 'x-forwarded-for': list }))
const rfc7239 = (list: string) => addressOf(from('127.0.0.1', { forwarded: list }))

test('who comes straight is where the connection comes from, whatever they say', () => {
  expect(addressOf(from('203.0.113.7'))).toBe('203.0.113.7')
  expect(forwarded('198.51.100.1', '203.0.113.7')).toBe('203.0.113.7')
  expect(addressOf(from('203.0.113.7', { forwarded: 'for=198.51.100.1' }))).toBe('203.0.113.7')
  expect(createAddressOf(LOOPBACK)(from('10.0.0.1', { 'x-forwarded-for': '1.2.3.4' }))).toBe('10.0.0.1')
  expect(addressOf(from(undefined))).toBe(undefined)
})

test('a trusted proxy is believed, and what a stranger put before it is not', () => {
  expect(forwarded('198.51.100.1')).toBe('198.51.100.1')
  expect(forwarded('1.1.1.1, 2.2.2.2, 198.51.100.1')).toBe('198.51.100.1')
  expect(forwarded('1.1.1.1, 198.51.100.1, 10.0.0.2')).toBe('198.51.100.1')
  expect(forwarded('198.51.100.1', '::ffff:127.0.0.1')).toBe('198.51.100.1')
  expect(forwarded('198.51.100.1', '::1')).toBe('198.51.100.1')
  expect(forwarded('10.0.0.3, 10.0.0.2')).toBe('10.0.0.3')
  expect(addressOf(from('127.0.0.1'))).toBe('127.0.0.1')
  expect(forwarded(`1.1.1.1, ${'10.0.0.2, '.repeat(1_000)}10.0.0.1`)).toBe('10.0.0.2')
})

test('whom a proxy does not name is the proxy', () => {
  expect(forwarded('1.1.1.1, unknown')).toBe('127.0.0.1')
  expect(forwarded('1.1.1.1, _hidden, 10.0.0.2')).toBe('10.0.0.2')
  expect(forwarded('999.1.1.1')).toBe('127.0.0.1')
  expect(forwarded('')).toBe('127.0.0.1')
})

test('addresses are read with ports, brackets and zones, and in the form of RFC 7239', () => {
  expect(forwarded('198.51.100.1:4711')).toBe('198.51.100.1')
  expect(forwarded('[2001:db8::1]:4711')).toBe('2001:db8::1')
  expect(forwarded('::ffff:198.51.100.1')).toBe('198.51.100.1')
  expect(forwarded('fe80::1%eth0')).toBe('fe80::1')
  expect(rfc7239('for=192.0.2.43;proto=https, For="[2001:db8:cafe::17]:4711"')).toBe('2001:db8:cafe::17')
  expect(rfc7239('by=203.0.113.43;for=192.0.2.60')).toBe('192.0.2.60')
  expect(rfc7239('for=unknown')).toBe('127.0.0.1')
  // Most proxies pass on what they do not set themselves, so that only one of the two may be believed.
  expect(addressOf(from('127.0.0.1', { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=6.6.6.6' }))).toBe(
    '192.0.2.1',
  )
})

test('a network is one IPv4 address, or what one household has of IPv6', () => {
  expect(networkOf('192.0.2.1')).not.toBe(networkOf('192.0.2.2'))
  expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:DB8:1:2:ffff::9'))
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(networkOf('1:2:3:4:5:6:7:8')).toBe('1:2:3:4::/64')
  expect(networkOf(undefined)).toBe(networkOf(undefined))
})
