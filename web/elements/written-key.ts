/**
 * True for a key that writes a letter or sign, on a tool that has the keyboard: it belongs to the text. A space presses
 * the tool, as assistive technology expects of a toolbar, and whoever holds Ctrl, Cmd or Alt asks for something else.
 */
export function isWrittenKey(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event
  // A question mark outside the text asks for the keys.
  if (event.defaultPrevented || key === ' ' || key === '?') return false
  // AltGr writes signs and is told as Ctrl and Alt; on a Mac, Alt alone does.
  if ((ctrlKey || metaKey || altKey) && !event.getModifierState('AltGraph')) return false
  return key === 'Dead' || key === 'Process' || [...key].length === 1
}
