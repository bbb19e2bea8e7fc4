import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from '../ensure-installed.mjs'
import patterns from './rules/patterns.cjs'

const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

export function cruise(directory, config) {
  // The only root file that uses modules no other file does.
  const sources = [...patterns.projectFolders, 'instrumentation-client.ts']
  const found = sources.filter((name) => existsSync(path.join(directory, name)))
  const flags = ['--config', path.join(root, config), '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...flags, ...found], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser failed: ${stderr || stdout}`)
  const { modules, summary } = JSON.parse(stdout)
  return { modules, violations: summary.violations }
}
