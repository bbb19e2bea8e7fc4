import { execFileSync } from 'node:child_process'

/** Builds once, before the workers start their servers. */
export default function build(): void {
  execFileSync(process.execPath, ['scripts/start.mjs', '--build-only'], { stdio: 'inherit' })
}
