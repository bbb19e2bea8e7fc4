const NAMES = `
  SELECT e.*, actor.first_name, actor.last_name, target.first_name AS target_first_name,
         target.last_name AS target_last_name, account.name
    FROM found JOIN audit_events e ON e.organization_id = $1 AND e.seq = found.seq
    LEFT JOIN users actor ON actor.id = e.actor_id
    LEFT JOIN users target ON e.target_type = 'user' AND target.id = e.target_id
    LEFT JOIN accounts account ON account.id = e.account_id
   ORDER BY e.at DESC, e.seq DESC`

const columns = {
  person: 'actor_id',
  userId: 'actor_id',
  account: 'account_id',
  accountId: 'account_id',
  outcome: 'outcome',
  kind: "split_part(operation, '.', 1)",
  from: 'at',
  to: 'at',
}
const operators = { from: '>=', to: '<' }
const kinds = { 'sign-ins': 'session', settings: 'organization' }
const ofGroups = ['outcome', 'kind']
const ofRows = ['from', 'to']

/** The entries of a page and the names of their people and accounts, with the filters in the URL. */
export function activityQuery(params, organization, limit = 51) {
  const filters = [...params].filter(([name]) => name in columns)
  const values = filters.map(([, value]) => kinds[value] ?? value)
  const conditions = filters.map(([name], index) => ({
    name,
    text: ` AND ${columns[name]} ${operators[name] ?? '='} $${index + 2}`,
  }))
  const choose = (isChosen) =>
    conditions
      .filter(isChosen)
      .map(({ text }) => text)
      .join('')
  const rows = choose(({ name }) => ofRows.includes(name))
  const groups = choose(({ name }) => ofGroups.includes(name))
  const key = choose(({ name }) => !ofRows.includes(name) && !ofGroups.includes(name))
  const order = `ORDER BY at DESC, seq DESC LIMIT ${limit}`
  const entries = `SELECT at, seq FROM audit_events WHERE organization_id = $1${key}${rows}`
  const found =
    key || groups ? inGroups(entries, key, groups, order) : `found AS (${entries} ${order})`
  return [`WITH RECURSIVE ${found} ${NAMES}`, organization, ...values]
}

/** Merges the entries of each operation and outcome, which are next to each other in an index. */
function inGroups(entries, key, groups, order) {
  const next = (after) => `(SELECT operation, outcome FROM audit_events
    WHERE organization_id = $1${key}${after} ORDER BY operation, outcome LIMIT 1)`
  return `groups AS (${next('')} UNION ALL
      SELECT next.* FROM groups g
       CROSS JOIN LATERAL ${next(' AND (operation, outcome) > (g.operation, g.outcome)')} next),
    found AS MATERIALIZED (
      SELECT f.* FROM (SELECT * FROM groups WHERE true${groups}) g CROSS JOIN LATERAL
        (${entries} AND operation = g.operation AND outcome = g.outcome ${order}) f ${order})`
}
