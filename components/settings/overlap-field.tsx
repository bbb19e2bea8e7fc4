import { useId } from 'react'
import { RadioGroup } from '@/components/ui/radio-group'
import { Time, type TimeProps } from '@/components/ui/time'
import { OVERLAP_HOURS } from '@/lib/organization/policy'

type Props = {
  /** When the secret before the one that is reset ends, if it still works. */
  previousUntil: TimeProps | undefined
}

const options = [
  { value: String(OVERLAP_HOURS), label: `In ${OVERLAP_HOURS} hours. Until then, both work.` },
  { value: '0', label: 'Now. Choose this if someone else may know it.' },
]

/** When the old secret ends. */
export function OverlapField({ previousUntil }: Props) {
  return (
    <RadioGroup
      id={useId()}
      label="When the old secret stops working"
      options={options}
      defaultValue={String(OVERLAP_HOURS)}
      input={{ name: 'overlapHours' }}
    >
      {previousUntil && (
        <p className="text-help text-text-2">
          <span>The secret before it, which works until </span>
          <Time {...previousUntil} />
          <span>, ends now in either case.</span>
        </p>
      )}
    </RadioGroup>
  )
}
