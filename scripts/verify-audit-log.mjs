// Verifies an exported audit log with Node alone, wherever it is kept. AUDIT_SECRET is the one at the
// time of the export. With an earlier export, the log must also contain all rows of that one.
import { createHmac } from 'node:crypto'
import { createReadStream } from 'node:fs'

const usage = 'Usage: AUDIT_SECRET=… node verify-audit-log.mjs log.ndjson [earlier.ndjson]'
const [file, earlierFile] = process.argv.slice(2)
const { AUDIT_SECRET, AUDIT_SECRET_PREVIOUS = '' } = process.env
const earlierSecrets = AUDIT_SECRET_PREVIOUS.split(',').map((secret) => secret.trim())
const secrets = [AUDIT_SECRET, ...earlierSecrets].filter((secret) => secret)
const columns =
  'organizationId seq at operation outcome actorId actorEmail targetType targetId address requestId detail'
const earlierHeads = new Map()
const heads = []
let [last, rows, since, isComplete] = [{ seq: 0, mac: '' }, 0, '', false]

const hmac = (secret, text) => createHmac('sha256', secret).update(text).digest('hex')
const isSigned = (mac, parts, by = [AUDIT_SECRET]) =>
  by.some((secret) => hmac(secret, JSON.stringify(parts)) === mac)

function whyNotNext(row) {
  const parts = ['row', ...columns.split(' ').map((column) => row[column]), last.mac]
  if (row.seq !== last.seq + 1) return `row ${last.seq + 1} is missing`
  if (!isSigned(row.mac, parts, secrets)) return `row ${row.seq} was changed or has another secret`
  if (row.operation === 'audit.tampered') return `row ${row.seq} records a change before it`
  if (row.seq === 1 && row.operation !== 'organization.create') return 'the first rows are missing'
  const earlier = earlierHeads.get(row.organizationId)
  if (earlier?.seq === row.seq && earlier.mac !== row.mac) return `row ${row.seq} was replaced`
}

function whyNotHead({ organizationId, head }) {
  if (head?.seq !== last.seq || head.mac !== last.mac) return 'the last rows are missing'
  const parts = ['head', organizationId, head.seq, head.mac]
  if (!isSigned(head.seal, parts)) return 'the head was not signed with AUDIT_SECRET'
  if (earlierHeads.get(organizationId)?.seq > head.seq) return 'rows of the earlier log are missing'
}

function whyNotEnd({ exportedAt, mac }) {
  if (last.seq > 0 || earlierHeads.size > 0) return 'the last organizations are missing'
  if (!isSigned(mac, ['export', exportedAt, ...heads])) return 'organizations are missing or added'
}

function accept({ organizationId, head, exportedAt, seq, mac, at }) {
  if (exportedAt) isComplete = true
  else if (head) {
    heads.push(organizationId, head.seq, head.mac)
    earlierHeads.delete(organizationId)
    last = { seq: 0, mac: '' }
  } else {
    last = { seq, mac }
    rows += 1
    if (!since || at < since) since = at
  }
}

async function* linesOf(path) {
  let rest = ''
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    yield* lines.map((line) => JSON.parse(line))
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
process.stdout.on('error', () => process.exit(141))
if (!AUDIT_SECRET || !file) fail(usage)
for await (const { organizationId, head } of earlierFile ? linesOf(earlierFile) : [])
  if (head) earlierHeads.set(organizationId, head)
for await (const line of linesOf(file)) {
  const check = line.exportedAt ? whyNotEnd : 'head' in line ? whyNotHead : whyNotNext
  const problem = isComplete ? 'there are lines after the last one' : check(line)
  if (problem) fail(`Broken in organization ${line.organizationId ?? '(end)'}: ${problem}.`)
  accept(line)
}
if (!isComplete) fail('Broken: the end of the log is missing.')
process.stdout.write(`Intact. Rows: ${rows} since ${since}, organizations: ${heads.length / 3}.\n`)
