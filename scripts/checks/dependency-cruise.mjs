import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { root } from '../ensure-installed.mjs'

const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
const rooms = ['app', 'components', 'lib', 'server', 'prisma', 'scripts', 'e2e']

/** What dependency-cruiser reads in a directory, and what it objects to. */
export function cruise(directory) {
  const present = rooms.filter((room) => existsSync(path.join(directory, room)))
  const flags = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...flags, ...present], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser failed: ${stderr || stdout}`)
  const { modules, summary } = JSON.parse(stdout)
  const comments = new Map(rulesOf(summary).map(({ name, comment }) => [name, comment]))
  const violations = summary.violations.map(({ rule, from, to }) => ({
    rule: rule.name,
    from,
    to,
    comment: comments.get(rule.name) ?? '',
  }))
  return { modules, violations }
}

function rulesOf({ ruleSetUsed }) {
  return [...(ruleSetUsed.forbidden ?? []), ...(ruleSetUsed.required ?? [])]
}
