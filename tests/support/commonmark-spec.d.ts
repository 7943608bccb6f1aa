declare module 'commonmark-spec' {
  /** The examples of the CommonMark specification, each as Markdown and as the HTML it means. */
  export const tests: readonly {
    readonly number: number
    readonly section: string
    readonly markdown: string
    readonly html: string
  }[]
}
