import { verifyingSecrets } from '@/lib/activity/audit-secrets'
import type { Verified } from '@/lib/activity/verify-chain'
import { verifyLogs } from '@/lib/activity/verify-log'
import { database } from '@/lib/db/client'
import { readOptions, runCommand } from '@/scripts/command-line'

const usage = 'Usage: npm run audit:verify -- [--json]'
const { json } = readOptions(usage, { json: { type: 'boolean', default: false } })

const oldSignature = 'has the signature of an earlier secret. Run npm run audit:rotate.'

type Report = {
  organizationId: number
  /** How many rows are intact, from the first one on. */
  rows: number
  since: string | null
  problem: string | null
}

function toReport({ organizationId, head, since, problem, needsRotation }: Verified): Report {
  const rotation = needsRotation ? `the head ${oldSignature}` : null
  return { organizationId, rows: head.seq, since, problem: problem ?? rotation }
}

function describe({ organizationId, problem, ...intact }: Report): string {
  const rows = `${describeRows(intact)} intact`
  return `Organization ${organizationId}: ${rows}${problem ? `, but ${problem}` : '.'}`
}

function describeRows({ rows, since }: Pick<Report, 'rows' | 'since'>): string {
  return `${count(rows, 'row')}${since ? ` since ${since}` : ''}`
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`
}

function summarize(reports: Report[]) {
  const [since = null] = reports.flatMap((report) => report.since ?? []).toSorted()
  return {
    intact: reports.every(({ problem }) => problem === null),
    rows: reports.reduce((sum, { rows }) => sum + rows, 0),
    since,
    organizations: reports,
  }
}

function describeTotal({ intact, organizations, ...rows }: ReturnType<typeof summarize>): string {
  const broken = organizations.filter(({ problem }) => problem !== null).length
  const total = `${describeRows(rows)} in ${count(organizations.length, 'organization')}`
  if (intact) return `The audit log is intact: ${total}.`
  return `The audit log is not intact: ${total}, with problems in ${broken}.`
}

await runCommand(
  usage,
  () => undefined,
  async () => {
    const reports: Report[] = []
    for await (const verified of verifyLogs(database(), verifyingSecrets())) {
      const report = toReport(verified)
      reports.push(report)
      if (!json) process.stdout.write(`${describe(report)}\n`)
    }
    const summary = summarize(reports)
    process.stdout.write(`${json ? JSON.stringify(summary) : describeTotal(summary)}\n`)
    if (!summary.intact) process.exitCode = 1
  },
)
