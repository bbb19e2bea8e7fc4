import { ChoiceForm } from '@/components/ui/choice-form'

export type SingleKeys = {
  singleKeys: boolean
  chooseSingleKeys: (data: FormData) => Promise<void>
}

export function SingleKeysForm({ singleKeys, chooseSingleKeys }: SingleKeys) {
  return (
    <div className="grid max-w-64 gap-1">
      <ChoiceForm
        legend="Shortcuts of a single key"
        name="singleKeys"
        choices={['on', 'off']}
        value={singleKeys ? 'on' : 'off'}
        action={chooseSingleKeys}
        failure="The shortcuts couldn't be changed. Try again."
      />
    </div>
  )
}
