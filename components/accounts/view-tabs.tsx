import type { ReactNode } from 'react'
import { type ListParams, listText, viewHref } from '@/components/accounts/list-href'
import { Link } from '@/components/ui/link'
import { storedQuery } from '@/lib/accounts/policy'
import type { SavedView } from '@/lib/list-settings/view'
import { paths } from '@/lib/paths'

type Props = { views: SavedView[]; params: ListParams }

/** The saved views as tabs over the list, and what can be saved of the list as it is. */
export function ViewTabs({ views, params }: Props) {
  const current = views.find(({ id }) => String(id) === params.view)
  const query = storedQuery(params)
  const isChanged = query !== (current?.query ?? '')
  const list = `?${new URLSearchParams({ list: listText(params) })}`
  const canSave = isChanged && query !== ''
  if (views.length === 0 && !canSave) return null
  return (
    <nav
      aria-label="Views"
      className="-mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 print:hidden"
    >
      {views.length > 0 && <Tabs views={views} current={current} isChanged={isChanged} />}
      <span className="flex flex-wrap gap-x-4">
        {canSave && <Action href={`${paths.newView}${list}`}>Save as a view</Action>}
        {current && isChanged && (
          <Action href={`${paths.view(current.id)}${list}`}>
            {`Change “${current.name}” to this`}
          </Action>
        )}
        {views.length > 0 && <Action href={`${paths.views}${list}`}>Manage views</Action>}
      </span>
    </nav>
  )
}

type TabsProps = { views: SavedView[]; current: SavedView | undefined; isChanged: boolean }

function Tabs({ views, current, isChanged }: TabsProps) {
  return (
    <ul className="flex flex-wrap gap-x-1">
      <li>
        <Tab href={paths.accounts} selected={!current && !isChanged}>
          All accounts
        </Tab>
      </li>
      {views.map((view) => (
        <li key={view.id}>
          <Tab href={viewHref(view)} selected={view.id === current?.id}>
            {view.id === current?.id && isChanged ? `${view.name} (changed)` : view.name}
          </Tab>
        </li>
      ))}
    </ul>
  )
}

type TabProps = { href: string; selected: boolean; children: ReactNode }

function Tab({ href, selected, children }: TabProps) {
  return (
    <Link
      href={href}
      keepScroll
      aria-current={selected ? 'page' : undefined}
      className="inline-flex min-h-9 items-center rounded-control px-3 text-text-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-text phone:min-h-11"
    >
      <bdi>{children}</bdi>
    </Link>
  )
}

function Action({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="inline-flex min-h-9 items-center text-accent-text underline phone:min-h-11"
    >
      <span dir="auto">{children}</span>
    </Link>
  )
}
