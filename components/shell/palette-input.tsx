import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { OPTIONS_ID, optionId } from '@/components/shell/palette-results'

type Props = {
  label: string
  placeholder: string
  initialText: string
  count: number
  active: number
  change: (text: string) => void
  press: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** A combobox: it keeps the focus while the arrow keys move through the options. */
export function PaletteInput(props: Props) {
  const { label, placeholder, initialText, count, active, change, press } = props
  const input = useRef<HTMLInputElement>(null)
  const isComposing = useRef(false)
  useEffect(() => {
    input.current?.focus()
    input.current?.setSelectionRange(-1, -1)
  }, [])
  return (
    <div className="flex items-center gap-3">
      <Search size={16} aria-hidden="true" className="shrink-0 text-text-3" />
      <input
        ref={input}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={count > 0}
        aria-controls={count > 0 ? OPTIONS_ID : undefined}
        aria-activedescendant={count > 0 ? optionId(active) : undefined}
        defaultValue={initialText}
        maxLength={100}
        placeholder={placeholder}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        onInput={({ currentTarget }) => {
          if (!isComposing.current) change(currentTarget.value)
        }}
        onCompositionStart={() => {
          isComposing.current = true
        }}
        onCompositionEnd={({ currentTarget }) => {
          isComposing.current = false
          change(currentTarget.value)
        }}
        onKeyDown={(event) => {
          // Safari ends the composition before the Enter that confirms it, which has this code.
          if (!isComposing.current && event.keyCode !== 229) press(event)
        }}
        className="control w-full min-w-0 bg-transparent outline-none placeholder:text-text-3 max-md:text-base"
      />
    </div>
  )
}
