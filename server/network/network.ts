import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/**
 * Where a request comes from, as far as strangers can be told apart: an IPv4 address, or the first 64 bits of an IPv6
 * one, which is what one household or one machine gets (RFC 6177, RFC 8981).
 */
export type Network = string & { readonly isNetwork: true }

/** Addresses with a common beginning: `10.0.0.0/8`. One address is a subnet of its own. */
export interface Subnet {
  readonly address: string
  readonly prefix: number
  readonly family: 'ipv4' | 'ipv6'
}

/** Nobody but this machine itself. */
export const LOOPBACK: readonly Subnet[] = [
  { address: '127.0.0.0', prefix: 8, family: 'ipv4' },
  { address: '::1', prefix: 128, family: 'ipv6' },
]

/** More proxies in a row than anybody has; what a stranger puts before them is not even looked at. */
const MOST_HOPS = 16

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** A subnet of `10.0.0.0/8`, `::1` and the like; undefined for what is none. */
export function parseSubnet(text: string): Subnet | undefined {
  const [, address = '', digits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const version = isIP(address)
  if (version === 0) return undefined
  const widest = version === 4 ? 32 : 128
  const prefix = digits === undefined ? widest : Number(digits)
  return prefix > widest ? undefined : { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' }
}

/** Tells whether an address is in one of some subnets. */
export function createSubnets(subnets: readonly Subnet[]): (address: string) => boolean {
  const list = new BlockList()
  for (const { address, prefix, family } of subnets) list.addSubnet(address, prefix, family)
  return (address) => {
    const version = isIP(address)
    return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
  }
}

/**
 * The address a request comes from. A proxy we trust is believed whom it says it forwards for, in `X-Forwarded-For`,
 * or in `Forwarded` (RFC 7239) where there is no other; a stranger who says the same is not. Each proxy adds to the
 * right, so it is the right-most address that is no trusted proxy. Undefined once the connection is gone.
 */
export type AddressOf = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string | undefined

/** Binds what is believed to the proxies that are trusted. */
export function createAddressOf(trusted: readonly Subnet[]): AddressOf {
  const isTrusted = createSubnets(trusted)
  return ({ headers, socket }) => {
    let nearest = toAddress(socket.remoteAddress ?? '')
    if (nearest === undefined || !isTrusted(nearest)) return nearest
    for (const hop of forwardedFor(headers)) {
      // Somebody the proxy does not name: the proxy itself is all that is known.
      if (hop === undefined) return nearest
      nearest = hop
      if (!isTrusted(hop)) return hop
    }
    return nearest
  }
}

/** The network of an address; all of whom no address is known share one. */
export function networkOf(address: string | undefined): Network {
  const network = address?.includes(':') ? firstHalf(address) : address
  return (network ?? 'unknown') as Network
}

/** Whom proxies say they forward for, the nearest first; undefined for one they do not name. */
function forwardedFor(headers: IncomingMessage['headers']): (string | undefined)[] {
  const joined = [headers['x-forwarded-for'] ?? []].flat().join(',')
  const hops = joined ? joined.split(',') : (headers['forwarded'] ?? '').split(',').map(forIn)
  return hops.slice(-MOST_HOPS).reverse().filter(isSaid).map(toAddress)
}

function isSaid(hop: string): boolean {
  return hop.trim() !== ''
}

/** The `for=` of one element of `Forwarded`. */
function forIn(element: string): string {
  const [, quoted, plain] = /(?:^|;)\s*for=(?:"([^"]*)"|([^;\s]*))/i.exec(element) ?? []
  return quoted ?? plain ?? ''
}

/** A bare address of `1.2.3.4`, `1.2.3.4:80`, `::1`, `[::1]:80`, `fe80::1%eth0`; undefined for what is none. */
function toAddress(text: string): string | undefined {
  const [, bracketed, dotted, plain = ''] =
    /^\s*(?:\[([^\]]*)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+|(\S*))\s*$/.exec(text) ?? []
  const [address = ''] = (bracketed ?? dotted ?? plain).split('%')
  const bare = MAPPED.exec(address)?.[1] ?? address
  return isIP(bare) ? bare : undefined
}

function firstHalf(address: string): string {
  // The URL parser writes an address in its one canonical way (WHATWG URL, IPv6 serializer).
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = written.split('::')
  const front = head ? head.split(':') : []
  const back = tail ? tail.split(':') : []
  const zeros = new Array(tail === undefined ? 0 : 8 - front.length - back.length).fill('0')
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`
}
