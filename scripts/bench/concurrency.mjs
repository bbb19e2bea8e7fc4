import { asked, many } from './load.mjs'

const BASE = '/elements/api-v2'
const LIST = '/security/accounts'
const written = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`

/** Deletes the account with many users and takes that back, while others read and write. */
export async function deletion(port, organization) {
  const { crowd } = organization
  const headers = authorization(organization)
  const gone = { method: 'DELETE', path: `${BASE}/accounts/${crowd}`, headers }
  const deleted = await meanwhile(port, organization, () => asked(port, gone))
  const facts = told('deleting the account with many users', deleted)
  if (deleted.failed) return facts
  const restored = await meanwhile(port, organization, () => undo(port, organization))
  return { ...facts, ...told('Undo of that', restored) }
}

const authorization = ({ userSecret, organizationSecret }) => ({
  Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
})

/** Does this work while one reads pages and one adds accounts, each as fast as it is answered. */
async function meanwhile(port, organization, work) {
  const slowest = { page: 0, addition: 0 }
  let done = false
  let refused = 0
  const repeat = async (what, next) => {
    while (!done) {
      const began = performance.now()
      await asked(port, next(), many).catch(() => {
        refused += 1
      })
      slowest[what] = Math.max(slowest[what], performance.now() - began)
    }
  }
  const others = [
    repeat('page', () => ({ path: LIST, headers: { Cookie: organization.cookie } })),
    repeat('addition', () => ({
      method: 'POST',
      path: `${BASE}/accounts`,
      headers: authorization(organization),
      body: { externalId: `meanwhile-${performance.now()}` },
    })),
  ]
  const began = performance.now()
  const failed = await work().then(
    () => undefined,
    (error) => error.message,
  )
  const took = performance.now() - began
  done = true
  await Promise.all(others)
  return { took, slowest, refused, failed }
}

function told(what, { took, slowest, refused, failed }) {
  const { page, addition } = slowest
  return {
    [what]: failed ? `${failed} after ${written(took)}` : written(took),
    [`${what}: others meanwhile`]: `slowest page ${written(page)}, slowest addition ${written(addition)}, ${refused} refused`,
  }
}

/** Sends the form of Undo as a browser without script would. */
async function undo(port, { crowd, cookie }) {
  const at = `http://127.0.0.1:${port}`
  const address = `${at}${LIST}?deleted=${crowd}`
  const html = await (await fetch(address, { headers: { Cookie: cookie } })).text()
  const form = html.split('<form').find((part) => part.includes('Undo the deletion'))
  if (!form) throw new Error('there is no Undo')
  const fields = new FormData()
  for (const [input] of form.slice(0, form.indexOf('</form>')).matchAll(/<input[^>]*>/g)) {
    fields.append(attribute(input, 'name'), attribute(input, 'value'))
  }
  const sent = { method: 'POST', body: fields, redirect: 'manual' }
  const answer = await fetch(address, { ...sent, headers: { Cookie: cookie, Origin: at } })
  const to = answer.headers.get('location') ?? ''
  if (!to.includes('restored')) throw new Error(`Undo answered ${answer.status}`)
}

const entities = { quot: '"', amp: '&', '#x27': "'", lt: '<', gt: '>' }

function attribute(tag, name) {
  const [, text = ''] = new RegExp(` ${name}="([^"]*)"`).exec(tag) ?? []
  return text.replace(/&([^;]+);/g, (_, entity) => entities[entity])
}
