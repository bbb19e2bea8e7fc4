import { activityHref } from '@/components/activity/activity-href'
import { ButtonLink } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import type { ActivityParams } from '@/lib/activity-log/schema'
import type { AccountChoice, FilteredBy } from '@/lib/activity-log/view'
import { paths } from '@/lib/paths'

type Props = { params: ActivityParams; filteredBy: FilteredBy }

export function NoActivity({ params, filteredBy }: Props) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      <p className="font-medium [overflow-wrap:anywhere]">{whyNothing(params, filteredBy)}</p>
      {filteredBy.accountChoices.length > 0 ? (
        <Choices params={params} choices={filteredBy.accountChoices} />
      ) : (
        <ButtonLink href={paths.activity}>Clear filters</ButtonLink>
      )}
    </div>
  )
}

function whyNothing({ person, account }: ActivityParams, filteredBy: FilteredBy): string {
  if (filteredBy.accountChoices.length > 0) return 'Several accounts have this name. Choose one:'
  if (person && !filteredBy.person) return `Nobody has the email address or ID “${person}”.`
  if (account && !filteredBy.account) return `No account has the name or ID “${account}”.`
  return 'Nothing matches these filters.'
}

function Choices({ params, choices }: { params: ActivityParams; choices: AccountChoice[] }) {
  return (
    <ul className="grid gap-2">
      {choices.map(({ id, name, active }) => (
        <li key={id}>
          <Link
            href={activityHref(params, { account: String(id) })}
            className="text-accent-text underline max-md:inline-block max-md:py-3"
          >
            <bdi>{name}</bdi>
            <span>{` (ID ${id}${active ? '' : ', deleted'})`}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
