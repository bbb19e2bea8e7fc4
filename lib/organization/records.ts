import 'server-only'
import type { Database } from '@/lib/db/sql'
import type { OrganizationView } from '@/lib/organization/view'
import { parsePasswordPolicy } from '@/lib/passwords/records'

const columns = { id: true, name: true, createdAt: true, passwordPolicy: true } as const

type OrganizationRow = Omit<OrganizationView, 'passwordPolicy'> & { passwordPolicy: unknown }

export async function findOrganization(db: Database, id: number): Promise<OrganizationView> {
  return toView(await db.organization.findUniqueOrThrow({ where: { id }, select: columns }))
}

export async function renameOrganization(
  db: Database,
  id: number,
  name: string,
): Promise<OrganizationView> {
  return toView(await db.organization.update({ where: { id }, data: { name }, select: columns }))
}

function toView({ passwordPolicy, ...organization }: OrganizationRow): OrganizationView {
  return { ...organization, passwordPolicy: parsePasswordPolicy(passwordPolicy) }
}
