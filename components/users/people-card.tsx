'use client'

import { Download } from 'lucide-react'
import { useMemo } from 'react'
import { buttonVariants } from '@/components/ui/button-variants'
import { DownloadLink } from '@/components/ui/download-link'
import { FilterChips } from '@/components/ui/filter-chips'
import { SearchBox } from '@/components/ui/search-box'
import { NoPeople } from '@/components/users/no-people'
import { filterChips, noFilters, PeopleFilterForm } from '@/components/users/people-filters'
import { exportHref, peopleHref, peopleParams, searchQuery } from '@/components/users/people-href'
import type { PeopleList, PersonRow } from '@/components/users/people-list'
import { PeoplePager } from '@/components/users/people-pager'
import { PeopleTable } from '@/components/users/people-table'
import { UserSelectionBar } from '@/components/users/user-selection-bar'
import { paths } from '@/lib/paths'
import type { PeopleSearch } from '@/lib/user-list/schema'

type Props = { list: PeopleList; search: PeopleSearch }

export function PeopleCard({ list, search }: Props) {
  const { q, cursor: _, ...otherParams } = search
  const people = useMemo((): PersonRow[] => JSON.parse(list.rows), [list.rows])
  const selectable = useMemo(() => people.map(({ id }) => id), [people])
  return (
    <section
      aria-label="List of users"
      className="rounded-card border border-border bg-surface shadow-[0_1px_2px_rgb(16_24_40/5%)]"
    >
      <div className="flex flex-wrap items-center gap-2 border-border border-b p-3">
        <SearchBox
          path={paths.users}
          name="q"
          value={q}
          otherParams={peopleParams(otherParams)}
          label="Search by name, email or ID"
        />
        <PeopleFilterForm search={search} />
        <DownloadLink href={exportHref(search)} className={buttonVariants({}, 'ms-auto')}>
          <Download size={16} aria-hidden="true" />
          Export
        </DownloadLink>
        <FilterChips chips={filterChips(search)} clearHref={peopleHref(search, noFilters)} />
      </div>
      {people.length === 0 ? (
        <NoPeople search={search} />
      ) : (
        <>
          <PeopleTable people={people} selectable={selectable} search={search} />
          <UserSelectionBar
            page={selectable}
            search={searchQuery(search)}
            fields={peopleParams(otherParams)}
            q={q}
            total={list.total}
          />
          <PeoplePager list={list} search={search} />
        </>
      )}
    </section>
  )
}
