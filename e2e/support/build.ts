import { execFileSync } from 'node:child_process'

/** Builds before the first worker starts, so that two servers never build at once. */
export default function build(): void {
  execFileSync(process.execPath, ['scripts/start.mjs', '--build-only'], { stdio: 'inherit' })
}
