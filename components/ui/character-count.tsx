import { useEffect, useState } from 'react'
import type { ActionForm } from '@/components/ui/use-action-form'

type Props<T> = {
  form: ActionForm<T>
  name: string
  /** What the field holds at first. */
  value: string
  max: number
  count: (text: string) => number
}

/** How much of a field is used, whatever it was changed by. */
export function CharacterCount<T>({ form, name, value, max, count }: Props<T>) {
  const [length, setLength] = useState(count(value))
  const { id } = form.field(name)
  useEffect(() => {
    const field = document.getElementById(id)
    if (field instanceof HTMLTextAreaElement) setLength(count(field.value))
  })
  return <span className="tabular-nums">{`${length} of ${max} characters`}</span>
}
