/** A change that the owner of the database makes to the audit log behind the program's back. */
type Tampering = {
  name: string
  organizationId: number
  statements: string[]
  /** The first row that is wrong, if it is known. */
  row?: number
}

type Log = { organizationId: number; length: number }
type Random = (below: number) => number

/** Random numbers that are the same for the same seed. */
function seededRandom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const changes: { [column: string]: string[] } = {
  at: ["at + interval '1 millisecond'", "'infinity'", "'-infinity'", "'0044-03-15 BC'"],
  operation: ["'accounts.read'", "''", "operation || ' '"],
  outcome: ["CASE outcome WHEN 'done' THEN 'refused' ELSE 'done' END"],
  actor_id: ['coalesce(actor_id, 0) + 1', '-1'],
  actor_email: ["'mallory@example.com'", "actor_email || ' '"],
  target_type: ["'job'"],
  target_id: ['coalesce(target_id, 0) + 1'],
  address: ["'203.0.113.9'", "''"],
  request_id: ["'another'"],
  detail: ["'{}'", "detail || ' '", `replace(detail, '"', '''')`],
  mac: ["repeat('a', 64)", 'reverse(mac)'],
}

const random64 = "encode(sha256(random()::text::bytea), 'hex')"

type Kind = (log: Log, random: Random, other: Log) => Omit<Tampering, 'organizationId'>

const changeColumn: Kind = ({ organizationId, length }, random) => {
  const row = 1 + random(length)
  const column = pick(Object.keys(changes), random)
  const value = pick(changes[column] ?? [], random)
  return {
    name: `${column} of row ${row} becomes ${value}`,
    statements: [
      `UPDATE audit_events SET ${column} = ${value} WHERE ${rowOf(organizationId, row)}`,
    ],
    row,
  }
}

const removeRow: Kind = ({ organizationId, length }, random) => {
  const row = 1 + random(length)
  const close = `UPDATE audit_events SET seq = -seq WHERE organization_id = ${organizationId} AND seq > ${row}`
  const renumber = `UPDATE audit_events SET seq = -seq - 1 WHERE organization_id = ${organizationId} AND seq < 0`
  const renumbered = random(2) === 1
  return {
    name: `row ${row} is removed${renumbered ? ' and the others renumbered' : ''}`,
    statements: [
      `DELETE FROM audit_events WHERE ${rowOf(organizationId, row)}`,
      ...(renumbered ? [close, renumber, headFromLastRow(organizationId)] : []),
    ],
    ...(row < length ? { row } : {}),
  }
}

const swapRows: Kind = ({ organizationId, length }, random) => {
  const first = 1 + random(length - 1)
  const second = first + 1 + random(length - first)
  const move = (from: number, to: number) =>
    `UPDATE audit_events SET seq = ${to} WHERE ${rowOf(organizationId, from)}`
  return {
    name: `rows ${first} and ${second} are swapped`,
    statements: [move(first, -1), move(second, first), move(-1, second)],
    row: first,
  }
}

const cutTail: Kind = ({ organizationId, length }, random) => {
  const last = random(length)
  const withHead = random(3) > 0
  return {
    name: `the rows after ${last} are cut off${withHead ? ' and the head moved' : ''}`,
    statements: [
      `DELETE FROM audit_events WHERE organization_id = ${organizationId} AND seq > ${last}`,
      ...(withHead ? [headFromLastRow(organizationId)] : []),
    ],
  }
}

const removeLog: Kind = ({ organizationId }) => ({
  name: 'the whole log is removed',
  statements: [
    `DELETE FROM audit_events WHERE organization_id = ${organizationId}`,
    `DELETE FROM audit_heads WHERE organization_id = ${organizationId}`,
  ],
})

const newHead: Kind = ({ organizationId, length }, random, other) => {
  const change = pick(
    [
      `seq = seq + ${1 + random(5)}`,
      `seq = ${random(length)}`,
      `mac = ${random64}`,
      `seal = ${random64}`,
      'seal = mac',
      "seal = ''",
      `(seq, mac, seal) = (SELECT seq, mac, seal FROM audit_heads WHERE organization_id = ${other.organizationId})`,
    ],
    random,
  )
  return {
    name: `the head gets ${change}`,
    statements: [`UPDATE audit_heads SET ${change} WHERE organization_id = ${organizationId}`],
  }
}

const removeHead: Kind = ({ organizationId }) => ({
  name: 'the head is removed',
  statements: [`DELETE FROM audit_heads WHERE organization_id = ${organizationId}`],
})

const addRow: Kind = ({ organizationId, length }, random, other) => {
  const source = pick([organizationId, other.organizationId], random)
  const seq = pick([length + 1, 0, -1, -(2 ** 31)], random)
  const columns =
    'at, operation, outcome, actor_id, actor_email, target_type, target_id, address, request_id, detail, mac'
  return {
    name: `row 2 of organization ${source} is added as row ${seq}`,
    statements: [
      `INSERT INTO audit_events (organization_id, seq, ${columns})
       SELECT ${organizationId}, ${seq}, ${columns} FROM audit_events WHERE ${rowOf(source, 2)}`,
      ...(seq > 0 ? [headFromLastRow(organizationId)] : []),
    ],
  }
}

const kinds: Kind[] = [
  changeColumn,
  removeRow,
  swapRows,
  cutTail,
  removeLog,
  newHead,
  removeHead,
  addRow,
]

/** Tamperings of every kind, at random places of the logs. */
export function tamperings(logs: Log[], count: number, seed: number): Tampering[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const log = pick(logs, random)
    const other = pick(
      logs.filter((candidate) => candidate !== log),
      random,
    )
    const kind = kinds[index % kinds.length] ?? changeColumn
    return { ...kind(log, random, other), organizationId: log.organizationId }
  })
}

function pick<T>(values: readonly T[], random: Random): T {
  const value = values[random(values.length)]
  if (value === undefined) throw new Error('Nothing to pick from.')
  return value
}

function rowOf(organizationId: number, seq: number): string {
  return `organization_id = ${organizationId} AND seq = ${seq}`
}

function headFromLastRow(organizationId: number): string {
  return `UPDATE audit_heads h SET seq = e.seq, mac = e.mac
    FROM (SELECT seq, mac FROM audit_events WHERE organization_id = ${organizationId}
           ORDER BY seq DESC LIMIT 1) e
   WHERE h.organization_id = ${organizationId}`
}
