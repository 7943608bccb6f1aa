import { isApple } from '../editor/key-names.ts'
import type { CommandPalette, PaletteDeps } from '../elements/command-palette.ts'
import { type HeldKeys, holdKeys } from '../held-keys.ts'
import { letterOf } from '../letter-of.ts'
import { words } from '../words.ts'

/** True for the keys that open the palette: Mod-K where that is not a link, Mod-Alt-K anywhere. */
export function asksForPalette(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.shiftKey) return false
  return (
    letterOf(event) === 'k' &&
    (isApple ? event.metaKey : event.ctrlKey) &&
    !event.getModifierState('AltGraph')
  )
}

/**
 * Opens the palette at its keys, and by what this answers. It is fetched when somebody holds the first of its
 * keys, with what `prepare` brings; `onMissing` is told where that cannot come.
 */
export function wirePalette(
  deps: PaletteDeps,
  prepare: () => Promise<void>,
  onMissing: () => void,
): () => void {
  let fetched: Promise<CommandPalette> | undefined
  let palette: CommandPalette | undefined

  async function load(): Promise<CommandPalette> {
    const [{ summon }] = await Promise.all([
      import('../elements/summon.ts'),
      import('../elements/command-palette.ts'),
      import('../elements/choice-list.ts'),
      prepare(),
    ])
    palette = summon('sp-command-palette')
    await palette.updateComplete
    return palette
  }

  function fetchOnce(): Promise<CommandPalette> {
    fetched ??= load()
    fetched.catch(() => {
      fetched = undefined
    })
    return fetched
  }

  let held: HeldKeys | undefined

  async function open(): Promise<void> {
    if (held || document.querySelector('dialog[open]')) return
    // At once where it is there already: what is typed next must not go into the text.
    if (palette) {
      palette.open(deps)
      return
    }
    held = holdKeys({ place: document.body, label: words.menu.palette })
    try {
      const loaded = await fetchOnce()
      if (!(await held.ready())) return
      loaded.open(deps)
      held.handOver()
    } catch {
      held.drop()
      onMissing()
    } finally {
      held = undefined
    }
  }

  addEventListener('keydown', (event) => {
    if (event.key === (isApple ? 'Meta' : 'Control')) fetchOnce().catch(() => undefined)
    if (!asksForPalette(event)) return
    event.preventDefault()
    void open()
  })
  return () => void open()
}
