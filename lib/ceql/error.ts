/** `position` is 1-based and counts code points, as people count characters. */
export class CeqlError extends Error {
  constructor(
    readonly position: number,
    problem: string,
  ) {
    super(`where, character ${position}: ${problem}`)
    this.name = 'CeqlError'
  }
}
