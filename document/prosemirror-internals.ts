// What prosemirror-transform has, and its own Mapping and prosemirror-collab use, but leaves out of its published types.
import 'prosemirror-transform'

declare module 'prosemirror-transform' {
  interface Mapping {
    /** Pairs of maps that are tied, one after the other. */
    readonly mirror?: number[]
    /** Ties the map at `index` to the map at `mirror`, its inverse. */
    setMirror(index: number, mirror: number): void
  }
  interface ReplaceStep {
    /** True for a step that must fail rather than replace content. */
    readonly structure: boolean
  }
  interface ReplaceAroundStep {
    /** True for a step that must fail rather than replace content outside its gap. */
    readonly structure: boolean
  }
  interface StepMap {
    /** The position that `MapResult.recover` of this map's opposite stands for; a bare index is its start. */
    recover(value: number): number
  }
  interface MapResult {
    /** Names a place inside a deleted range, for `StepMap.recover`; null when nothing was deleted there. */
    readonly recover: number | null
  }
}
