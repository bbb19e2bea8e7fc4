import 'server-only'
import { headingKey } from '@/lib/imports/policy'
import { type FileKind, importColumns } from '@/lib/imports/schema'

const userSynonyms = {
  first_name: ['given name', 'forename'],
  last_name: ['surname', 'family name'],
  email: ['email address', 'e-mail', 'mail', 'user email'],
  account_admin: ['account administrator'],
  external_id: ['user external id', 'external key', 'external reference', 'ext id'],
  phone: ['phone number', 'telephone', 'telephone number', 'business phone', 'work phone'],
  street1: ['street', 'street address', 'address', 'address 1', 'address line 1'],
  street2: ['address 2', 'address line 2'],
  city: ['town'],
  state_province: ['state', 'province', 'state or province', 'region'],
  postal_code: ['zip', 'zip code', 'post code'],
  country: ['country or region', 'country code'],
}

/** What other programs call a column, besides its own name in any case and punctuation. */
const synonyms: { [kind in FileKind]: { [column: string]: string[] } } = {
  'accounts.import': {
    name: ['account name', 'company name', 'customer name'],
    description: ['account description'],
    external_id: ['account external id', 'external key', 'external reference', 'ext id'],
  },
  'users.import': userSynonyms,
  'users.update': { ...userSynonyms, id: ['user id'] },
}

const columnsByHeading: { [kind in FileKind]: Map<string, string> } = {
  'accounts.import': indexHeadings('accounts.import'),
  'users.import': indexHeadings('users.import'),
  'users.update': indexHeadings('users.update'),
}

function indexHeadings(kind: FileKind): Map<string, string> {
  return new Map(
    importColumns[kind].flatMap((column) =>
      [column, ...(synonyms[kind][column] ?? [])].map((heading) => [headingKey(heading), column]),
    ),
  )
}

/** The column that a heading means: `E-Mail`, `email` and `Email address` are one. */
export function columnOf(kind: FileKind, heading: string): string | undefined {
  return columnsByHeading[kind].get(headingKey(heading))
}
