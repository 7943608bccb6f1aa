/** Where an action is offered: home's menu of new documents, home's own menu; all of them are in the palette. */
export type ActionPlace = 'new' | 'home'

/** Something one can do on a page, by a menu or by the palette. */
export interface Action {
  readonly id: string
  readonly title: string
  /** Other words by which it is found. */
  readonly keywords?: string
  /** Its keys as in `editor/shortcuts.ts`, such as `Mod-f`, to be shown beside it. */
  readonly keys?: string
  /** True for a place in the open document: offered only to who types, and not remembered. */
  readonly isHeading?: boolean
  /** The menus it stands in, besides the palette. */
  readonly places?: readonly ActionPlace[]
  run(): void | Promise<void>
}

/** Actions that change with the page, such as its headings: asked each time the list is shown. */
export type ActionSource = () => readonly Action[]

/** What one can do on this page. */
export interface Actions {
  add(...added: readonly (Action | ActionSource)[]): void
  /** All of them, in the order they were added. */
  all(): readonly Action[]
  /** Those of one menu. */
  at(place: ActionPlace): readonly Action[]
}

/** A page without anything to do. */
export function createActions(): Actions {
  const sources: ActionSource[] = []
  const all = (): readonly Action[] => sources.flatMap((source) => source())
  return {
    add(...added) {
      sources.push(...added.map((one) => (typeof one === 'function' ? one : () => [one])))
    },
    all,
    at: (place) => all().filter(({ places }) => places?.includes(place)),
  }
}
