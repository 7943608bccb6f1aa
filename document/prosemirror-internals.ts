// What ProseMirror has and its own collab module uses, but leaves out of its published types.
import 'prosemirror-transform'

declare module 'prosemirror-transform' {
  interface Mapping {
    /** Ties the map at `index` to the map at `mirror`, its inverse. */
    setMirror(index: number, mirror: number): void
  }
  interface ReplaceStep {
    /** True for a step that must fail rather than replace content. */
    readonly structure: boolean
  }
}
