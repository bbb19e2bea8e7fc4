/**
 * Where the pages of the history were scrolled to. The browser restores it too early: as far as the
 * page that is still shown is long.
 */
export class ScrollPositions {
  private readonly positions = new Map<string, number>()

  save(): void {
    this.positions.set(currentEntry(), window.scrollY)
  }

  restore(): void {
    const top = this.positions.get(currentEntry())
    if (top !== undefined) window.scrollTo(0, top)
  }
}

function currentEntry(): string {
  return window.navigation?.currentEntry?.key ?? window.location.href
}
