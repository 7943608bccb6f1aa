const ways = new WeakMap<Element, () => void>()

/** Says how an element takes the keyboard where a plain focus is not enough: an editor puts the caret back too. */
export function takesFocusBy(element: Element, focus: () => void): void {
  ways.set(element, focus)
}

/** Gives the keyboard back to what had it. */
export function focusBack(element: Element | null): void {
  const own = element && ways.get(element)
  if (own) own()
  else if (element instanceof HTMLElement && element.isConnected) element.focus()
}
