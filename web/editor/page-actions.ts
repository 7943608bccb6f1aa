import type { FormatMenuName } from './formats/show-format-menu.ts'

/** What the page around the text does when a key or a menu of the editor asks for it. */
export interface PageActions {
  /** Asks for the address of a link at the selection. */
  openLinkDialog(): void
  /** Asks for a picture to put at the selection. */
  openImageDialog(): void
  /** Lets a person choose files of this device for the place of the selection. */
  chooseFiles(): void
  /** Takes the keyboard from the text to the tools over it. */
  leaveText(): void
  /** Opens a menu of the format bar at its button. */
  openFormatMenu(name: FormatMenuName, button: HTMLElement): void
  /** Opens the menu of the selected blocks. */
  openBlockMenu(): void
  /** One short sentence about what just happened. */
  say(text: string): void
}
