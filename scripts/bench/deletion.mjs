import { authorization, newAccount } from './calls.mjs'
import { concurrent, seconds, send } from './load.mjs'

const BASE = '/elements/api-v2'
const ACCOUNTS = '/security/accounts'

export async function measureDeletion(port, organization) {
  const path = `${BASE}/accounts/${organization.largeAccountId}`
  const request = { method: 'DELETE', path, headers: authorization(organization) }
  const deleted = await underLoad(port, organization, () => send(port, request))
  const results = describe('deleting the account with many users', deleted)
  if (deleted.error) return results
  const restored = await underLoad(port, organization, () => undo(port, organization))
  return { ...results, ...describe('undoing that deletion', restored) }
}

async function underLoad(port, organization, run) {
  const slowest = { page: 0, create: 0 }
  let finished = false
  let failures = 0
  const repeat = async (name, nextRequest) => {
    while (!finished) {
      const startedAt = performance.now()
      await send(port, nextRequest(), concurrent).catch(() => {
        failures += 1
      })
      slowest[name] = Math.max(slowest[name], performance.now() - startedAt)
    }
  }
  const load = [
    repeat('page', () => ({ path: ACCOUNTS, headers: { Cookie: organization.cookie } })),
    repeat('create', () => ({ ...newAccount(), headers: authorization(organization) })),
  ]
  const startedAt = performance.now()
  const error = await run().then(
    () => undefined,
    ({ message }) => message,
  )
  const duration = performance.now() - startedAt
  finished = true
  await Promise.all(load)
  return { duration, slowest, failures, error }
}

function describe(name, { duration, slowest, failures, error }) {
  const requests = `slowest page ${seconds(slowest.page)}, slowest new account ${seconds(slowest.create)}`
  return {
    [name]: error ? `${error} (after ${seconds(duration)})` : seconds(duration),
    [`${name}, other requests`]: `${requests}, ${failures} failed`,
  }
}

/** Submits the Undo form like a browser without JavaScript. */
async function undo(port, { largeAccountId, cookie }) {
  const origin = `http://127.0.0.1:${port}`
  const url = `${origin}${ACCOUNTS}?deleted=${largeAccountId}`
  const html = await (await fetch(url, { headers: { Cookie: cookie } })).text()
  const form = html.split('<form').find((part) => part.includes('Undo the deletion'))
  if (!form) throw new Error('There is no Undo form.')
  const fields = new FormData()
  for (const [input] of form.slice(0, form.indexOf('</form>')).matchAll(/<input[^>]*>/g)) {
    fields.append(attribute(input, 'name'), attribute(input, 'value'))
  }
  const response = await fetch(url, {
    method: 'POST',
    body: fields,
    redirect: 'manual',
    headers: { Cookie: cookie, Origin: origin },
  })
  const location = response.headers.get('location') ?? ''
  if (!location.includes('restored')) throw new Error(`Undo returned ${response.status}.`)
}

const entities = { quot: '"', amp: '&', '#x27': "'", lt: '<', gt: '>' }

function attribute(tag, name) {
  const [, text = ''] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? []
  return text.replace(/&([^;]+);/g, (_, entity) => entities[entity])
}
