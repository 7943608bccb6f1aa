/**
 * The Latin letter that a key stands for, in lower case, else its name. On a Cyrillic or Greek keyboard, and with Alt on
 * a Mac, it is the one that the key has in the layout most people know.
 */
export function letterOf({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  const letter = key.length === 1 || key === 'Dead' ? /^Key([A-Z])$/.exec(code)?.[1] : undefined
  return (letter ?? key).toLowerCase()
}
