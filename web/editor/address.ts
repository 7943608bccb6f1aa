const MAIL = /^[^\s@/?#:]+@[^\s@/?#]+\.[^\s@/?#]+$/
const HOST = /^[\p{L}\p{M}\p{N}_-]+(\.[\p{L}\p{M}\p{N}_-]+)+(?=$|[:/?#])/u

/** People write `example.org`; a browser would take that for a file beside the page. */
export function withScheme(address: string): string {
  if (MAIL.test(address)) return `mailto:${address}`
  return HOST.test(address) ? `https://${address}` : address
}

const BARE =
  /(?:^|[\s([{<"'“„«])((?:https?:\/\/|www\.)[^\s<>"]+|[^\s@/?#<>"'(),;:[\]]+@[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+)$/iu

/** An address at the end of a text that stands there by itself, without the sentence's own signs behind it. */
export function addressAtEnd(text: string): { readonly text: string; readonly href: string } | undefined {
  const found = BARE.exec(text)?.[1]
  if (!found) return undefined
  const bare = withoutEnd(upToClosing(found))
  const href = withScheme(bare)
  // A scheme, or `www.`, and nothing behind it is no address yet.
  return /^(?:https?:\/\/[^\s/]+\.?[^\s/]|mailto:)/i.test(href) ? { text: bare, href } : undefined
}

/** Up to a bracket that the address did not open: behind it the sentence goes on. */
function upToClosing(address: string): string {
  let open = 0
  for (let at = 0; at < address.length; at++) {
    if (address[at] === '(') open++
    if (address[at] === ')' && open-- === 0) return address.slice(0, at)
  }
  return address
}

/** Full stops, quotes and brackets that the sentence brought; a bracket that the address opened stays. */
function withoutEnd(address: string): string {
  let end = address
  for (;;) {
    const last = end.at(-1) ?? ''
    const isOwnBracket = last === ')' && end.split('(').length >= end.split(')').length
    if (isOwnBracket || !/[.,;:!?'"”’»)\]}…]/.test(last)) return end
    end = end.slice(0, -1)
  }
}
