/** A file that is damaged, is not what it says it is, or is beyond what reading may cost. */
export class UnreadableFile extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'UnreadableFile'
  }
}
