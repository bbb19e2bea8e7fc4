import http from 'node:http'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from '@/e2e/support/test'
import { TestDatabase } from '@/e2e/support/test-db'

const SEED = 20_261_125
const REQUESTS = 20_000
const CONCURRENCY = 12
// Changes of one organization wait for each other, so the requests are spread over several.
const ORGANIZATIONS = 4
const BASE = '/elements/api-v2'

test.use({ baseURL: undefined })

type Schema = {
  $ref?: string
  type?: string
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  properties?: { [name: string]: Schema }
  required?: string[]
  minimum?: number
  maximum?: number
  default?: unknown
}
type Content = { 'application/json': { schema: Schema } }
type Parameter = { in: string; name: string; schema: Schema }
type Response = {
  $ref?: string
  content?: Content
  headers?: { [name: string]: { required?: true } }
}
type Operation = {
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: { [status: string]: Response }
}
type Document = {
  paths: { [path: string]: { [method: string]: Operation } }
  components: { schemas: { [name: string]: Schema }; responses: { [name: string]: Response } }
}

type Person = { id: number; email: string; accountId: number }
/** The records that exist, according to the previous responses. */
type World = {
  organizationId: number
  userId: number
  userSecret: string
  organizationSecret: string
  accounts: number[]
  users: Person[]
  own: Person[]
  token: string
}

type SentRequest = {
  call: string
  path: string
  query: [string, string][]
  headers: { [name: string]: string }
  body: string | undefined
}
type ReceivedResponse = { status: number; headers: http.IncomingHttpHeaders; text: string }
type GeneratedRequest = (world: World) => SentRequest

// ── Requests ────────────────────────────────────────────────────────────────────────────────────

const TOKEN = 'the token of the last list'
const weighted = (...pairs: [number, unknown][]) =>
  fc.oneof(...pairs.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))

/** Likely values for fields in which almost every other value is invalid. */
const likelyValues: { [name: string]: fc.Arbitrary<unknown> } = {
  email: fc.uuid().map((id) => `${id}@example.com`),
  externalId: fc.uuid(),
  // Hashing is slow by design, so few passwords are valid.
  password: weighted([20, 'secured'], [2, 'weak'], [1, 'Aa1!'.repeat(25)]),
  active: weighted([9, true], [1, false]),
  key: weighted([8, 'admin'], [1, 'org-admin'], [1, 'king']),
  postalCode: fc.string({ maxLength: 20 }),
  symbolCharacterSet: fc.constant('!*-'),
  pageSize: fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 1, max: 9 }) },
    fc.constantFrom(2000, 5000),
  ),
  page: fc.integer({ min: 1, max: 9 }),
  offset: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(1_000_000_000)),
  nextPage: fc.constant(TOKEN),
  where: fc.constantFrom(
    'id > 3 AND active = true',
    'active = false',
    "createdDate >= '2026-01-01'",
    "externalId LIKE '%a%'",
    '',
    "(id IN (1, 2, 3) OR externalId = 'O''Brien')",
    'nothing = 1',
    "id = 'text'",
    'id =',
  ),
  'If-Match': weighted([6, '*'], [1, '"1"'], [1, '"2"'], [1, 'W/"1"'], [1, 'garbage']),
  'Idempotency-Key': fc.oneof(fc.uuid(), fc.constantFrom('A', 'B')),
}

const junk = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown[]>(
    null,
    -1,
    0,
    1.5,
    2 ** 53,
    1e308,
    true,
    '',
    '\0',
    '\uD800',
    '\u202E',
    'x'.repeat(9_000),
    {},
    [],
    [[]],
    { contains: '' },
    { not: null },
    "' OR 1=1 --",
  ),
)

const pathText = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.integer().map(String),
  fc.constantFrom('%', '%zz', '%00', '%ED%A0%80', '%2F', '', '2147483648', '1e9', '__proto__'),
)

function resolve(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (document.components.schemas[name] ?? {})
}

/** Values that the schema allows. */
function validValue(document: Document, reference: Schema, name: string): fc.Arbitrary<unknown> {
  const hint = likelyValues[name]
  if (hint) return hint
  const schema = resolve(document, reference)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => validValue(document, one, name)))
  const { type, items, properties, required, minimum: min = 0, maximum: max = 1_000 } = schema
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer') return fc.integer({ min, max })
  if (type === 'array') return fc.array(validValue(document, items ?? {}, name), { maxLength: 2 })
  if (type === 'string') return fc.string({ unit: 'grapheme', maxLength: 20 }).map((s) => `a${s}`)
  if (type !== 'object') return fc.jsonValue()
  return recordOf(document, properties ?? {}, required ?? [])
}

function recordOf(
  document: Document,
  properties: { [name: string]: Schema },
  requiredKeys: string[],
): fc.Arbitrary<{ [name: string]: unknown }> {
  const values = Object.entries(properties).map(
    ([name, schema]) => [name, validValue(document, schema, name)] as const,
  )
  return fc.record(Object.fromEntries(values), { requiredKeys, noNullPrototype: true })
}

type Draft = SentRequest & { fields: { [name: string]: unknown } | undefined }

type Mutation = (draft: Draft) => void
/** One error in a request; most requests have none. */
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 24, arbitrary: fc.constant(() => {}) },
  fc.tuple(fc.nat(), junk).map(
    ([n, value]): Mutation =>
      (draft) => {
        const names = Object.keys(draft.fields ?? {})
        const name = names[n % Math.max(1, names.length)]
        if (name && draft.fields) draft.fields[name] = value
      },
  ),
  fc.tuple(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'version', 'id')), junk).map(
    ([name, value]): Mutation =>
      (draft) => {
        if (draft.fields) {
          draft.fields = Object.fromEntries([...Object.entries(draft.fields), [name, value]])
        }
      },
  ),
  fc
    .oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constantFrom('', 'null', '['.repeat(9_000)))
    .map(
      (text): Mutation =>
        (draft) => {
          if (draft.fields) Object.assign(draft, { fields: undefined, body: text })
        },
    ),
  fc.constantFrom('text/plain', 'application/xml', 'x').map(
    (type): Mutation =>
      (draft) => {
        draft.headers['Content-Type'] = type
      },
  ),
  fc.tuple(fc.nat(), pathText).map(
    ([n, text]): Mutation =>
      (draft) => {
        const parts = draft.path.split('/')
        parts[1 + (n % (parts.length - 1))] = text
        // The path must still match this operation.
        if (matchesPattern(draft.call, parts)) draft.path = parts.join('/')
      },
  ),
  fc.tuple(fc.nat(), fc.string({ unit: 'binary' })).map(
    ([n, text]): Mutation =>
      (draft) => {
        const pair = draft.query[n % Math.max(1, draft.query.length)]
        if (pair) pair[1] = text.toWellFormed()
      },
  ),
  fc.constantFrom('permanent', 'pageSize', 'includeInactive').map(
    (name): Mutation =>
      (draft) => {
        draft.query.push([name, 'true'])
      },
  ),
  fc.tuple(fc.constantFrom('If-Match', 'Idempotency-Key'), fc.string()).map(
    ([name, text]): Mutation =>
      (draft) => {
        draft.headers[name] = text
      },
  ),
  fc.string().map(
    (text): Mutation =>
      (draft) => {
        draft.headers.Authorization = text
      },
  ),
)

function matchesPattern(call: string, parts: string[]): boolean {
  // A slash at the end is ignored, so without its last part a path is another one.
  if (parts.at(-1) === '') return false
  const pattern = call.split(' ')[1]?.split('/') ?? []
  return pattern.every((part, at) => part.startsWith('{') || part === parts[at])
}

function pick<T>(from: T[], n: number): T {
  const found = from[n % from.length]
  if (found === undefined) throw new Error('No records are left.')
  return found
}

/** The path with the IDs of records that exist. */
function fillPath(path: string, world: World, n: number, byEmail: boolean, key: unknown): string {
  const user = pick(path.startsWith('/organizations') ? world.own : world.users, n)
  const id = path.includes('{idOrEmail}') ? user.accountId : pick(world.accounts, n)
  return path
    .replace('/organizations/{id}', `/organizations/${world.organizationId}`)
    .replace('{id}', String(id))
    .replace('{accountId}', String(pick(world.accounts, n)))
    .replace('{idOrEmail}', encodeURIComponent(byEmail ? user.email : user.id))
    .replace('{key}', String(key))
}

/** Requests to one operation, made from the records that exist when they are sent. */
function requestsTo(document: Document, path: string, method: string, operation: Operation) {
  const parametersIn = (location: string) =>
    Object.fromEntries(
      (operation.parameters ?? [])
        .filter((parameter) => parameter.in === location)
        .map(({ name, schema }) => [name, schema]),
    )
  const schema = operation.requestBody?.content['application/json'].schema
  const { properties = {}, required = [] } = schema ? resolve(document, schema) : {}
  return fc
    .record({
      n: fc.nat(),
      byEmail: fc.boolean(),
      key: validValue(document, {}, 'key'),
      query: recordOf(
        document,
        parametersIn('query'),
        ['pageSize'].filter((name) => name in parametersIn('query')),
      ),
      headers: recordOf(document, parametersIn('header'), []),
      fields: schema ? recordOf(document, properties, required) : fc.constant(undefined),
      mutation,
    })
    .map(
      ({ n, byEmail, key, query, headers, fields, mutation: mutate }): GeneratedRequest =>
        (world) => {
          const draft: Draft = {
            call: `${method.toUpperCase()} ${path}`,
            path: fillPath(path, world, n, byEmail, key),
            query: Object.entries(query)
              .map(([name, value]): [string, string] => [
                name,
                value === TOKEN ? world.token : String(value),
              ])
              .filter(([name, value]) => name !== 'nextPage' || value !== ''),
            headers: {
              Authorization: `User ${world.userSecret}, Organization ${world.organizationSecret}`,
              ...(fields ? { 'Content-Type': 'application/json' } : {}),
              ...Object.fromEntries(
                Object.entries(headers).map(([name, value]) => [name, String(value)]),
              ),
            },
            fields: fields && { ...fields },
            body: undefined,
          }
          mutate(draft)
          const { fields: sent, ...rest } = draft
          return { ...rest, body: sent ? JSON.stringify(sent) : draft.body }
        },
    )
}

// ── Responses ───────────────────────────────────────────────────────────────────────────────────

const agent = new http.Agent({ keepAlive: true, maxSockets: CONCURRENCY })

function send(
  url: string,
  { call, path, query, headers, body }: SentRequest,
): Promise<ReceivedResponse> {
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : ''
  const options = { agent, method: call.split(' ')[0], headers, path: `${BASE}${path}${search}` }
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Returns how a response differs from the document. */
function checker(document: Document) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false })
  ajv.addSchema({ $id: 'api', ...document })
  const known = new Map<string, ValidateFunction>()
  const validator = (pointer: string) => {
    const validate = known.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` })
    known.set(pointer, validate)
    return validate
  }
  return (
    { call }: SentRequest,
    { status, headers, text }: ReceivedResponse,
  ): string | undefined => {
    const [method = '', path = ''] = call.split(' ')
    const pointer = `/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${status}`
    const documented = document.paths[path]?.[method.toLowerCase()]?.responses[status]
    if (status >= 500 || !documented) return `${status} is not documented`
    const reference = documented.$ref?.split('/').at(-1)
    const response = reference ? document.components.responses[reference] : documented
    for (const [name, { required }] of Object.entries(response?.headers ?? {})) {
      if (required && headers[name.toLowerCase()] === undefined) return `no header ${name}`
    }
    if (!headers['elements-request-id']) return 'no request id'
    if (!response?.content) return text === '' ? undefined : 'a body where none is documented'
    if (!headers['content-type']?.startsWith('application/json')) return 'not JSON'
    const responsePointer = reference ? `/components/responses/${reference}` : pointer
    const validate = validator(
      `${responsePointer}/content/application~1json/schema`.replaceAll(/[{}]/g, encodeURIComponent),
    )
    const body: unknown = JSON.parse(text)
    return validate(body) ? undefined : ajv.errorsText(validate.errors)
  }
}

/** Updates the known records from a response. */
function updateWorld(
  world: World,
  { call, path }: SentRequest,
  { status, headers, text }: ReceivedResponse,
): void {
  if (status !== 200) return
  const token = headers['elements-next-page-token']
  if (typeof token === 'string') world.token = token
  if (!/^(POST|PATCH|PUT|DELETE) /.test(call)) return
  const body: Partial<Person & { secret: string }> = text === '' ? {} : JSON.parse(text)
  if (call === 'PUT /organizations/me/secret') world.organizationSecret = body.secret ?? ''
  if (call === 'PUT /users/{idOrEmail}/secret' && body.id === world.userId)
    world.userSecret = body.secret ?? ''
  if (call === 'POST /accounts' && body.id) world.accounts.push(body.id)
  const people = path.startsWith('/organizations') ? [world.own] : [world.own, world.users]
  if (/^DELETE .*\{idOrEmail\}$/.test(call)) {
    const ref = decodeURIComponent(path.split('/').at(-1) ?? '')
    const isOther = ({ id, email }: Person) => String(id) !== ref && email !== ref.toLowerCase()
    for (const list of people) list.splice(0, list.length, ...list.filter(isOther))
  }
  const { email } = body
  for (const person of people.flat()) if (email && person.id === body.id) person.email = email
}

/** An organization with many records, because some will be deleted. */
async function newWorld(db: TestDatabase): Promise<World> {
  const { userId, userSecret, organizationSecret, ...home } = await db.organization()
  const { organizationId, accountId } = home
  const people = await createRecords(db, organizationId, accountId)
  return { organizationId, userId, userSecret, organizationSecret, ...people, token: '' }
}

async function createRecords(db: TestDatabase, organizationId: number, accountId: number) {
  await db.rows(
    `INSERT INTO accounts (organization_id, name, name_key, external_id, account_admin)
     SELECT $1, 'Branch ' || n, 'branch ' || n, 'B-' || n, n % 2 = 0 FROM generate_series(1, 60) n`,
    [organizationId],
  )
  await db.rows(
    `INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                        password_hash, account_admin)
     SELECT $1, a.id, 'user' || n || '.' || a.id || '@example.com', 'Ada', 'Byron', '', '!', n % 2 = 0
       FROM accounts a, generate_series(1, CASE WHEN a.id = $2 THEN 400 ELSE 10 END) n
      WHERE a.organization_id = $1`,
    [organizationId, accountId],
  )
  const accounts = await db.rows(
    'SELECT id FROM accounts WHERE organization_id = $1 AND NOT default_account',
    [organizationId],
  )
  const people = await db.rows(
    `SELECT id, email, account_id AS "accountId" FROM users
      WHERE organization_id = $1 AND password_hash = '!'`,
    [organizationId],
  )
  const users = people.map(({ id, email, accountId: within }) => ({
    id: Number(id),
    email: String(email),
    accountId: Number(within),
  }))
  return {
    accounts: accounts.map(({ id }) => Number(id)),
    users: users.filter((user) => user.accountId !== accountId),
    own: users.filter((user) => user.accountId === accountId),
  }
}

async function newWorlds(directory: string): Promise<World[]> {
  const db = await TestDatabase.open(directory)
  try {
    const worlds: World[] = []
    while (worlds.length < ORGANIZATIONS) worlds.push(await newWorld(db))
    return worlds
  } finally {
    await db.close()
  }
}

test(`${REQUESTS} generated requests get documented responses`, async ({ startServer }) => {
  test.setTimeout(180_000)
  const env = { API_CALLS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' }
  const server = await startServer({ env })
  const worlds = await newWorlds(server.directory)
  const document: Document = await (await fetch(`${server.url}${BASE}/openapi.json`)).json()

  const operations = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({
      call: `${method.toUpperCase()} ${path}`,
      weight: { get: 12, delete: 1 }[method] ?? 2,
      arbitrary: requestsTo(document, path, method, operation),
    })),
  )
  const requests = fc.sample(fc.oneof(...operations), { seed: SEED, numRuns: REQUESTS })
  const check = checker(document)
  const problems: string[] = []
  const statuses = new Map<number, number>()
  const succeeded = new Set<string>()

  const queue = requests.entries()
  const sendAll = async (world: World) => {
    for (const [index, toRequest] of queue) {
      const request = toRequest(world)
      const response = await send(server.url, request)
      updateWorld(world, request, response)
      statuses.set(response.status, 1 + (statuses.get(response.status) ?? 0))
      if (response.status === 200) succeeded.add(request.call)
      const problem = check(request, response)
      if (!problem) continue
      const details = JSON.stringify({ ...request, ...response }).slice(0, 2_000)
      problems.push(`request ${index} of seed ${SEED}: ${problem}: ${details}`)
    }
  }
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: CONCURRENCY }, (_, n) => sendAll(pick(worlds, n))))
  const seconds = (performance.now() - startedAt) / 1000
  const counts = JSON.stringify(Object.fromEntries(statuses))
  test.info().annotations.push({ type: 'responses', description: `${seconds} s: ${counts}` })

  expect(problems.slice(0, 5), `${problems.length} problems with seed ${SEED}`).toEqual([])
  expect(statuses.get(200) ?? 0, counts).toBeGreaterThan(REQUESTS / 5)
  const neverSucceeded = operations.map(({ call }) => call).filter((call) => !succeeded.has(call))
  expect(neverSucceeded, 'operations that never succeeded').toEqual([])
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
})
