import { PersonNames } from '@/components/users/person-names'
import type { Exception } from '@/lib/user-jobs/view'

type Props = { exceptions: Exception[]; locale: string }

/** Names the selected users who stay as they are. */
export function ExceptionList({ exceptions, locale }: Props) {
  return (
    <ul className="grid gap-3">
      {exceptions.map(({ reason, count, people }) => (
        <li key={reason}>
          <p className="font-medium">
            <PersonNames people={people} count={count} locale={locale} />
          </p>
          <p className="text-text-2">{reason}</p>
        </li>
      ))}
    </ul>
  )
}
