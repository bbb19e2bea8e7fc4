import { AddFilter } from '@/components/ui/add-filter'
import type { FilterChip } from '@/components/ui/filter-chips'
import { FilterOptions, FilterSelect } from '@/components/ui/filter-fields'
import { peopleHref, peopleParams } from '@/components/users/people-href'
import { paths } from '@/lib/paths'
import { roleNames } from '@/lib/roles/policy'
import {
  roleFilters,
  secondFactorFilters,
  signInFilters,
  statusFilters,
} from '@/lib/user-list/policy'
import type { PeopleFilters, PeopleSearch } from '@/lib/user-list/schema'
import { statusNames } from '@/lib/users/view'

export const noFilters: PeopleFilters = { status: [], role: [], secondFactor: [], signedIn: [] }

const signInNames = {
  never: 'Never signed in',
  30: 'Not signed in for 30 days',
  90: 'Not signed in for 90 days',
  180: 'Not signed in for 180 days',
}

const statusOptions = statusFilters.map((value) => ({ value, label: statusNames[value] }))
const roleOptions = roleFilters.map((value) => ({ value, label: roleNames[value] }))
const factorOptions = secondFactorFilters.map((value) => ({ value, label: 'None' }))
const signInOptions = signInFilters.map((value) => ({ value, label: signInNames[value] }))

/** A chip for each value that is set; its link leads to the list without it. */
export function filterChips(search: PeopleSearch): FilterChip[] {
  const { status, role, secondFactor, signedIn } = search
  return [
    ...status.map((value) => ({
      label: statusNames[value],
      href: peopleHref(search, { status: status.filter((other) => other !== value) }),
    })),
    ...role.map((value) => ({
      label: `Role: ${roleNames[value]}`,
      href: peopleHref(search, { role: role.filter((other) => other !== value) }),
    })),
    ...secondFactor.map(() => ({
      label: 'No second factor',
      href: peopleHref(search, { secondFactor: [] }),
    })),
    ...signedIn.map((value) => ({
      label: signInNames[value],
      href: peopleHref(search, { signedIn: signedIn.filter((other) => other !== value) }),
    })),
  ]
}

export function PeopleFilterForm({ search }: { search: PeopleSearch }) {
  const { status, role, secondFactor, signedIn, cursor: _, ...otherParams } = search
  return (
    <AddFilter path={paths.users} otherParams={peopleParams(otherParams)}>
      <FilterOptions name="status" label="Status" values={status} options={statusOptions} />
      <FilterOptions name="role" label="Role" values={role} options={roleOptions} />
      <FilterOptions
        name="secondFactor"
        label="Second factor"
        values={secondFactor}
        options={factorOptions}
      />
      <FilterSelect
        name="signedIn"
        label="Last sign-in"
        value={signedIn[0]}
        options={signInOptions}
      />
    </AddFilter>
  )
}
