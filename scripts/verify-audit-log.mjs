// Verifies an exported audit log, or a file of old rows, with Node alone, wherever it is kept.
// AUDIT_SECRET is the one at the time of the export. With an earlier export, the log must also contain
// all rows of that one. The files of old rows are beside an export, or in AUDIT_ARCHIVE_DIR.
import { createHmac } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process, { exit, stderr } from 'node:process'

const usage = 'Usage: AUDIT_SECRET=… node verify-audit-log.mjs log.ndjson [earlier.ndjson]'
const [file, earlierFile] = process.argv.slice(2)
const { AUDIT_SECRET, AUDIT_SECRET_PREVIOUS = '', AUDIT_ARCHIVE_DIR } = process.env
const earlierSecrets = AUDIT_SECRET_PREVIOUS.split(',').map((secret) => secret.trim())
const secrets = [AUDIT_SECRET, ...earlierSecrets].filter((secret) => secret)
const columns =
  'organizationId seq at operation outcome actorId actorEmail targetType targetId address requestId detail'
const checks = { exportedAt: whyNotEnd, head: whyNotHead, seal: whyNotSeal, after: whyNotStart }
const [earlierHeads, heads, empty] = [new Map(), [], { seq: 0, mac: '' }]
let [first, last, rows, since, result] = [empty, empty, 0, '', '']
const hmac = (secret, text) => createHmac('sha256', secret).update(text).digest('hex')
const isSigned = (mac, parts, by = [AUDIT_SECRET]) =>
  by.some((secret) => hmac(secret, JSON.stringify(parts)) === mac)
function whyNotNext({ mac, ...row }) {
  const parts = ['row', ...columns.split(' ').map((column) => row[column]), last.mac]
  if (row.seq !== last.seq + 1) return `row ${last.seq + 1} is missing`
  if (!isSigned(mac, parts, secrets)) return `row ${row.seq} was changed or has another secret`
  if (row.operation === 'audit.tampered') return `row ${row.seq} records a change before it`
  if (row.seq === 1 && row.operation !== 'organization.create') return 'the first rows are missing'
  const earlier = earlierHeads.get(row.organizationId)
  if (earlier?.seq === row.seq && earlier.mac !== mac) return `row ${row.seq} was replaced`
  since = !since || row.at < since ? row.at : since
  ;[last, rows, result] = [{ seq: row.seq, mac }, rows + 1, '']
}
function whyNotHead({ organizationId, head }) {
  if (head?.seq !== last.seq || head.mac !== last.mac) return 'the last rows are missing'
  if (first.seq > 0) return 'the first rows are missing'
  const parts = ['head', organizationId, head.seq, head.mac]
  if (!isSigned(head.seal, parts)) return 'the head was not signed with AUDIT_SECRET'
  if (earlierHeads.get(organizationId)?.seq > head.seq) return 'rows of the earlier log are missing'
  earlierHeads.delete(organizationId)
  heads.push(organizationId, head.seq, head.mac)
  ;[last, result] = [empty, '']
}
function whyNotStart({ after }) {
  if (last.seq > 0 && after.seq !== last.seq) return `row ${last.seq + 1} is missing`
  ;[first, last] = [last.seq > 0 ? first : after, after]
}
function whyNotSeal({ organizationId, seal }) {
  const isIntact = isSigned(seal, ['archive', organizationId, last.seq, last.mac], secrets)
  if (!isIntact) return `the file with row ${last.seq} was changed`
  result = 'Intact file of old rows'
}
function whyNotEnd({ exportedAt, mac }) {
  if (last.seq > 0 || earlierHeads.size > 0) return 'the last organizations are missing'
  if (!isSigned(mac, ['export', exportedAt, ...heads])) return 'organizations are missing or added'
  result = 'Intact'
}
async function* linesOf(path, files) {
  let rest = ''
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines.map((text) => JSON.parse(text)))
      if (files && line.file) yield* linesOf(join(files, basename(line.file)))
      else yield line
  }
}
process.stdout.on('error', () => exit(141))
process.on('uncaughtException', ({ message }) => stderr.write(`${message}\n`, () => exit(1)))
if (!AUDIT_SECRET || !file) throw new Error(usage)
for await (const { organizationId, head } of earlierFile ? linesOf(earlierFile) : [])
  if (head) earlierHeads.set(organizationId, head)
for await (const line of linesOf(file, AUDIT_ARCHIVE_DIR ?? dirname(file))) {
  const check = checks[Object.keys(checks).find((key) => key in line)] ?? whyNotNext
  const problem = result === 'Intact' ? 'there are lines after the last one' : check(line)
  if (problem)
    throw new Error(`Broken in organization ${line.organizationId ?? '(end)'}: ${problem}.`)
}
if (!result) throw new Error('Broken: the end of the log is missing.')
const organizations = heads.length / 3 || 1
process.stdout.write(`${result}. Rows: ${rows} since ${since}, organizations: ${organizations}.\n`)
