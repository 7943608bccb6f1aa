const KEY = 'samepage-typography'

/** Whether quotation marks and dashes are written as they are printed. A choice of this browser; on until it is made. */
export function isTypographyOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    // A browser that keeps nothing for the page keeps no choice.
    return true
  }
}

/** Remembers the choice, where the browser keeps anything. */
export function chooseTypography(isOn: boolean): void {
  try {
    localStorage.setItem(KEY, isOn ? 'on' : 'off')
  } catch {
    return
  }
}
