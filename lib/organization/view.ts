import type { PasswordPolicy } from '@/lib/passwords/policy'

export type OrganizationView = {
  id: number
  name: string
  createdAt: Date
  passwordPolicy: PasswordPolicy
}
