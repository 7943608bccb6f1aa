// Methods that ProseMirror has and its own collab module uses, but leaves out of its published types.
import 'prosemirror-model'
import 'prosemirror-transform'

declare module 'prosemirror-transform' {
  interface Mapping {
    /** Ties the map at `index` to the map at `mirror`, its inverse. */
    setMirror(index: number, mirror: number): void
  }
}

declare module 'prosemirror-model' {
  interface NodeType {
    /** Runs the validators of the spec; throws a RangeError. */
    checkAttrs(attrs: Readonly<Record<string, unknown>>): void
  }
  interface MarkType {
    /** Runs the validators of the spec; throws a RangeError. */
    checkAttrs(attrs: Readonly<Record<string, unknown>>): void
  }
}
