import { z } from 'zod'
import { id } from '@/lib/ids'
import { accountListColumns } from '@/lib/list-settings/policy'
import { text } from '@/lib/text'

const column = z.enum(accountListColumns)

/** A form sends its checkboxes as one value or several, or none. */
export const chooseColumnsSchema = z.object({
  columns: z
    .unknown()
    .optional()
    .transform((value) => [value].flat())
    .transform((values) => accountListColumns.filter((name) => values.includes(name))),
})

/** What is stored of a person. Columns that are gone are left out. */
export const storedSettings = z.object({
  accountColumns: z
    .array(column.or(z.null()).catch(null))
    .transform((names) => names.filter((name) => name !== null))
    .optional()
    .catch(undefined),
})

// The longest condition and every filter, as a URL encodes them.
const query = z.string().max(12_000).default('')
const name = text({ label: 'Name', max: 40 })
const checkbox = z
  .unknown()
  .optional()
  .transform((value) => value === 'on' || value === true)

/** `shared` is for everyone in the organization. `list` is the query string of the list. */
export const saveViewSchema = z.object({ name, shared: checkbox, list: query })

/** With `replace`, the view shows from now on what `list` shows. Without `shared`, its owner stays. */
export const updateViewSchema = z.object({
  id,
  version: id.optional(),
  name,
  shared: z
    .unknown()
    .optional()
    .transform((value) => (value === undefined ? undefined : checkbox.parse(value))),
  replace: checkbox,
  list: query,
})

export const viewKeySchema = z.object({ id })

export const deleteViewSchema = z.object({ id, version: id.optional() })
