import { Link } from '@/components/ui/link'
import { sentenceParts } from '@/lib/activity-log/sentence'
import { type ActivityEntry, nameOfActor, nameOfTarget } from '@/lib/activity-log/view'
import { paths } from '@/lib/paths'

/** What an entry says, with a link for each person and record that still has a page. */
export function Sentence({ entry, locale }: { entry: ActivityEntry; locale: string }) {
  return (
    <>
      {sentenceParts(entry, locale).map((part, index) =>
        typeof part === 'string' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move
          <span key={index}>{part}</span>
        ) : (
          <Name key={part.name} entry={entry} which={part.name} />
        ),
      )}
    </>
  )
}

function Name({ entry, which }: { entry: ActivityEntry; which: 'actor' | 'target' }) {
  const name = which === 'actor' ? nameOfActor(entry) : nameOfTarget(entry)
  const href = hrefOf(which === 'actor' ? (entry.actor ?? undefined) : entry.target)
  if (href === undefined) return <bdi className="font-medium">{name}</bdi>
  return (
    <Link href={href} className="font-medium text-accent-text hover:underline">
      <bdi>{name}</bdi>
    </Link>
  )
}

function hrefOf(target: ActivityEntry['target']): string | undefined {
  if (!target || target.id === null) return undefined
  const { id } = target
  switch (target.type) {
    case 'user':
      return target.accountId === null ? undefined : paths.user({ id, accountId: target.accountId })
    case 'account':
      return target.active ? paths.account(id) : undefined
    case 'job':
      return target.exists ? paths.job(id) : undefined
    case 'provider':
      return target.exists ? paths.provider(id) : undefined
    case 'organization':
      return paths.settings
    case 'other':
      return undefined
  }
}
