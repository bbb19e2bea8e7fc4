import type { Permission, Role } from '@/lib/auth/permissions'

type Privilege = { key: Permission; description: string }

/** A role with what it allows. */
export type RoleView = { key: Role; name: string; description: string; privileges: Privilege[] }
