import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AdapterPayload, KoaContextWithOIDC, default as OidcProvider } from 'oidc-provider'

export type TestPerson = {
  sub: string
  email?: string
  email_verified?: boolean
  given_name?: string
  family_name?: string
}

export const CLIENT_ID = 'console'
export const CLIENT_SECRET = 'a-secret-of-the-console'

const ONE_DAY = 24 * 60 * 60

/** A real OpenID Provider, which signs in a person or denies, as the test says. */
export class IdentityProvider {
  /** Who sits in front of the browser. Null: they cancel. */
  person: TestPerson | null = null
  /** When the provider says the person signed in, in seconds. Undefined: now. */
  authenticatedAt: number | undefined
  /** The parameters of the last authorization request. */
  lastRequest = new URLSearchParams()

  private constructor(
    readonly issuer: string,
    private readonly provider: OidcProvider,
    private readonly server: ReturnType<typeof createServer>,
    private readonly store: Map<string, AdapterPayload>,
  ) {}

  static async start(): Promise<IdentityProvider> {
    const Provider = await loadProvider()
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('No port.')
    const issuer = `http://127.0.0.1:${address.port}`
    const store = new Map<string, AdapterPayload>()
    const people = new Map<string, TestPerson>()
    const provider = new Provider(issuer, configuration(store, people))
    const own = new IdentityProvider(issuer, provider, server, store)
    const handle = provider.callback()
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '/', issuer)
      if (url.pathname === '/auth') own.lastRequest = url.searchParams
      if (url.pathname.startsWith('/interaction/')) void own.interact(request, response, people)
      else void handle(request, response)
    })
    return own
  }

  /** Lets a console with this redirect URI send people here. */
  registerClient(redirectUri: string): void {
    this.store.set(`Client:${CLIENT_ID}`, {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    })
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  private async interact(
    request: IncomingMessage,
    response: ServerResponse,
    people: Map<string, TestPerson>,
  ): Promise<void> {
    if (!this.person) {
      const denial = { error: 'access_denied', error_description: 'The person canceled.' }
      await this.provider.interactionFinished(request, response, denial)
      return
    }
    people.set(this.person.sub, this.person)
    const ts = this.authenticatedAt
    const login = {
      accountId: this.person.sub,
      remember: false,
      ...(ts === undefined ? {} : { ts }),
    }
    await this.provider.interactionFinished(request, response, { login })
  }
}

// Old versions of Node get a warning that has nothing to do with a test.
async function loadProvider(): Promise<typeof OidcProvider> {
  const { warn } = console
  console.warn = () => {}
  const { default: Provider } = await import('oidc-provider')
  console.warn = warn
  return Provider
}

function configuration(store: Map<string, AdapterPayload>, people: Map<string, TestPerson>) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    adapter: (model: string) => new MapAdapter(model, store),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomUUID()] },
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['given_name', 'family_name'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    ttl: { Interaction: ONE_DAY, Session: ONE_DAY, Grant: ONE_DAY, IdToken: 300, AccessToken: 300 },
    renderError: (context: { body: unknown }, _: unknown, error: Error) => {
      context.body = `${error.name}: ${error.message} ${String(Object(error).error_description)}`
    },
    findAccount: async (_: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => ({ ...people.get(sub), sub }),
    }),
    async loadExistingGrant({ oidc: { client, session, provider } }: KoaContextWithOIDC) {
      if (!client || !session?.accountId) return undefined
      const ids = { clientId: client.clientId, accountId: session.accountId }
      const grant = new provider.Grant(ids)
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  }
}

class MapAdapter {
  constructor(
    private readonly model: string,
    private readonly store: Map<string, AdapterPayload>,
  ) {}

  private key(id: string): string {
    return `${this.model}:${id}`
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    this.store.set(this.key(id), payload)
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.store.get(this.key(id))
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...this.store.values()].find((payload) => payload.uid === uid)
  }

  async findByUserCode(): Promise<undefined> {
    return undefined
  }

  async consume(id: string): Promise<void> {
    Object.assign(this.store.get(this.key(id)) ?? {}, { consumed: Math.floor(Date.now() / 1_000) })
  }

  async destroy(id: string): Promise<void> {
    this.store.delete(this.key(id))
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of this.store) {
      if (payload.grantId === grantId) this.store.delete(key)
    }
  }
}
