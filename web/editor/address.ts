const MAIL = /^[^\s@/?#]+@[^\s@/?#]+\.[^\s@/?#]+$/
const HOST = /^[\w-]+(\.[\w-]+)+(?=$|[:/?#])/

/** People write `example.org`; a browser would take that for a file beside the page. */
export function withScheme(address: string): string {
  if (MAIL.test(address)) return `mailto:${address}`
  return HOST.test(address) ? `https://${address}` : address
}

const BARE =
  /(?:^|[\s([{<"'“„«])((?:https?:\/\/|www\.)[^\s<>"]+|[^\s@/?#<>"'(),;:[\]]+@[\w-]+(?:\.[\w-]+)+)$/i

/** An address at the end of a text that stands there by itself, without the sentence's own signs behind it. */
export function addressAtEnd(text: string): { readonly text: string; readonly href: string } | undefined {
  const found = BARE.exec(text)?.[1]
  if (!found) return undefined
  const bare = withoutEnd(found)
  const href = withScheme(bare)
  // A scheme, or `www.`, and nothing behind it is no address yet.
  return /^(?:https?:\/\/[^\s/]+\.?[^\s/]|mailto:)/i.test(href) ? { text: bare, href } : undefined
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
