import { Time, type TimeProps } from '@/components/ui/time'
import { OVERLAP_HOURS } from '@/lib/organization/policy'

type Props = {
  /** When the secret before the one that is reset ends, if it still works. */
  previousUntil: TimeProps | undefined
}

const choices = [
  { hours: OVERLAP_HOURS, label: `In ${OVERLAP_HOURS} hours. Until then, both work.` },
  { hours: 0, label: 'Now. Choose this if someone else may know it.' },
]

/** When the old secret ends. */
export function OverlapField({ previousUntil }: Props) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium text-label">When the old secret stops working</legend>
      {choices.map(({ hours, label }) => (
        <label key={hours} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
          <input
            type="radio"
            name="overlapHours"
            value={hours}
            defaultChecked={hours === OVERLAP_HOURS}
            className="size-4 shrink-0 accent-accent"
          />
          <span>{label}</span>
        </label>
      ))}
      {previousUntil && (
        <p className="text-help text-text-2">
          <span>The secret before it, which works until </span>
          <Time {...previousUntil} />
          <span>, ends now in either case.</span>
        </p>
      )}
    </fieldset>
  )
}
