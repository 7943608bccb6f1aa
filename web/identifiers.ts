/** A name that nobody else has: 12 random bytes in base64url, 16 characters. Works on plain HTTP too. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
