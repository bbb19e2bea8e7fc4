import 'server-only'
import type { Database } from '@/lib/db/sql'
import { ProviderError } from '@/lib/provider-error'
import type { Person } from '@/lib/providers/claims'
import type { LoadedProvider } from '@/lib/providers/load'

/** A user of the organization, with whether they and their account are active. */
export type FoundUser = { id: number; organizationId: number; email: string; active: boolean }

export type Match =
  | { kind: 'linked' | 'to-link'; user: FoundUser }
  | { kind: 'to-create'; email: string; accountId: number }

export type Provider = Pick<LoadedProvider, 'id' | 'organizationId' | 'issuer' | 'accountId'>

/**
 * Who a person is here: the user whom they are linked with or, if the provider vouches for the
 * address and the organization has proven that the domain is its own, the user with that address.
 */
export async function matchPerson(
  db: Database,
  provider: Provider,
  person: Person,
): Promise<Match> {
  const linked = await findLinked(db, provider, person.subject)
  if (linked) return { kind: 'linked', user: linked }
  const email = await requireVerifiedEmail(db, provider, person)
  const owner = await findByEmail(db, email)
  if (!owner && provider.accountId !== null) {
    return { kind: 'to-create', email, accountId: provider.accountId }
  }
  // Nothing may be revealed about a user of another organization.
  if (!owner || owner.organizationId !== provider.organizationId) {
    throw new ProviderError('no-user', `Nobody here has the address ${email}.`)
  }
  if (await hasOtherSubject(db, provider, owner.id)) {
    const reason = `${email} is linked with another subject.`
    throw new ProviderError('other-person', reason, owner)
  }
  return { kind: 'to-link', user: owner }
}

async function requireVerifiedEmail(db: Database, { id }: Provider, person: Person) {
  const { email, emailVerified } = person
  if (email === undefined) throw new ProviderError('no-email', 'It gave no email address.')
  if (!emailVerified) {
    throw new ProviderError('unverified-email', `It has not verified the address ${email}.`)
  }
  const domain = email.slice(email.lastIndexOf('@') + 1)
  const where = { providerId: id, domain, verifiedAt: { not: null } }
  if ((await db.providerDomain.count({ where })) > 0) return email
  throw new ProviderError('other-domain', `${domain} is not a verified domain of this provider.`)
}

async function findLinked(
  db: Database,
  { id, issuer, organizationId }: Provider,
  subject: string,
): Promise<FoundUser | undefined> {
  const [user] = await db.$queryRaw<FoundUser[]>`
    SELECT u.id, u.organization_id AS "organizationId", u.email, u.active AND a.active AS active
      FROM user_identities i JOIN users u ON u.id = i.user_id JOIN accounts a ON a.id = u.account_id
     WHERE i.provider_id = ${id} AND i.issuer = ${issuer} AND i.subject = ${subject}
       AND u.organization_id = ${organizationId}`
  return user
}

async function findByEmail(db: Database, email: string): Promise<FoundUser | undefined> {
  const [user] = await db.$queryRaw<FoundUser[]>`
    SELECT u.id, u.organization_id AS "organizationId", u.email, u.active AND a.active AS active
      FROM users u JOIN accounts a ON a.id = u.account_id WHERE u.email = ${email}`
  return user
}

async function hasOtherSubject(db: Database, { id: providerId, issuer }: Provider, userId: number) {
  return (await db.userIdentity.count({ where: { providerId, issuer, userId } })) > 0
}
