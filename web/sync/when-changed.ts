/** Passes a value on when it differs from the last one, compared as JSON. */
export function whenChanged<T>(tell: (value: T) => void): (value: T) => void {
  let last = ''
  return (value) => {
    const text = JSON.stringify(value)
    if (text === last) return
    last = text
    tell(value)
  }
}
