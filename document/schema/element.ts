/**
 * The little of a DOM element that parse rules read. `document/` is compiled without DOM types, where
 * ProseMirror's own `HTMLElement` would silently become `any`.
 */
export interface ParsedElement {
  readonly nodeName: string
  readonly textContent: string | null
  readonly style?: {
    readonly fontWeight: string
    readonly fontStyle: string
    readonly textDecoration: string
  }
  readonly firstElementChild: ParsedElement | null
  readonly parentNode: unknown
  getAttribute(name: string): string | null
  querySelector(selector: string): ParsedElement | null
  querySelectorAll(selector: string): ArrayLike<ParsedElement>
  cloneNode(isDeep: boolean): unknown
}
