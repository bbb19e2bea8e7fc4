/** A fault in a condition, with the character (1-based, in code points) where it is. */
export class CeqlError extends Error {
  constructor(
    readonly at: number,
    fault: string,
  ) {
    super(`where, character ${at}: ${fault}`)
    this.name = 'CeqlError'
  }
}
