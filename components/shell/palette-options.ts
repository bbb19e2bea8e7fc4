import type { ShellEntry } from '@/components/shell/shell-context'
import { paths } from '@/lib/paths'

/** Where the palette of a person leads. */
export type PaletteScope = {
  entries: ShellEntry[]
  /** Whether the person may find and add accounts and users. */
  isAdministrator: boolean
}

export type PaletteOption = { label: string; detail?: string; href: string }
export type OptionGroup = { label: string; options: PaletteOption[] }

/** The pages and actions whose names contain the beginnings of all words of the text. */
export function matchingPages(scope: PaletteScope, pathname: string, text: string): OptionGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = ({ label }: PaletteOption) => {
    const parts = label.toLowerCase().split(' ')
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
  const groups = [
    { label: 'Pages', options: pages(scope).filter(matches) },
    { label: 'Actions', options: actions(scope, pathname).filter(matches) },
  ]
  return groups.filter(({ options }) => options.length > 0)
}

function pages({ entries, isAdministrator }: PaletteScope): PaletteOption[] {
  return [
    ...entries.flatMap(({ tabs = [] }) => tabs),
    ...(isAdministrator ? administratorPages : []),
    { label: 'Profile', href: paths.profile },
    { label: 'Keyboard shortcuts', href: paths.keyboardShortcuts },
    { label: 'API documentation', href: paths.apiDocs },
  ]
}

const administratorPages = [
  { label: 'Jobs', href: paths.jobs },
  { label: 'Password policy', href: `${paths.settings}#password-policy` },
  { label: 'Identity providers', href: paths.identityProviders },
  { label: 'Organization Secret', href: paths.organizationSecret },
  { label: 'Saved views', href: paths.views },
]

function actions({ isAdministrator }: PaletteScope, pathname: string): PaletteOption[] {
  const signOut = { label: 'Sign out', href: paths.signOut }
  if (!isAdministrator) return [signOut]
  return [
    ...accountActions(pathname),
    { label: 'Add Account', href: paths.newAccount },
    { label: 'Import accounts', href: paths.importAccounts },
    { label: 'Add Identity Provider', href: paths.addProvider },
    signOut,
  ]
}

/** What the account of the current page offers. */
function accountActions(pathname: string): PaletteOption[] {
  const [, digits] = /^\/security\/accounts\/(\d+)/.exec(pathname) ?? []
  if (digits === undefined) return []
  const id = Number(digits)
  return [
    { label: 'Add User to this account', href: paths.addUser(id) },
    { label: 'Import users into this account', href: paths.importUsers(id) },
  ]
}
