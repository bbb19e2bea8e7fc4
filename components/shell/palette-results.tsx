import { useEffect } from 'react'
import type { OptionGroup, PaletteOption } from '@/components/shell/palette-options'
import { Link } from '@/components/ui/link'

export const OPTIONS_ID = 'palette-options'

export const optionId = (position: number) => `palette-option-${position}`

type Props = { groups: OptionGroup[]; active: number; setActive: (position: number) => void }

export function PaletteResults({ groups, active, setActive }: Props) {
  useEffect(() => {
    document.getElementById(optionId(active))?.scrollIntoView({ block: 'nearest' })
  }, [active])
  if (groups.length === 0) return null
  let position = 0
  return (
    <div
      id={OPTIONS_ID}
      role="listbox"
      aria-label="Results"
      className="min-h-0 flex-1 overflow-y-auto p-2"
    >
      {groups.map(({ label, options }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be in a listbox
        <div key={label} role="group" aria-label={label}>
          <p aria-hidden="true" className="px-3 pt-2 pb-1 font-medium text-head text-text-2">
            {label}
          </p>
          {options.map((option) => {
            const own = position++
            return (
              <Option
                key={option.href}
                {...option}
                id={optionId(own)}
                isActive={own === active}
                activate={() => setActive(own)}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

type OptionProps = PaletteOption & { id: string; isActive: boolean; activate: () => void }

function Option({ id, label, detail, href, isActive, activate }: OptionProps) {
  return (
    <Link
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      href={href}
      // The focus stays in the input.
      onMouseDown={(event) => event.preventDefault()}
      onPointerMove={activate}
      className="flex min-h-9 items-center gap-x-4 rounded-control px-3 py-1.5 aria-selected:bg-selected aria-selected:outline aria-selected:outline-transparent phone:min-h-11 phone:flex-wrap phone:gap-y-0"
    >
      <bdi className="min-w-0 truncate">{label}</bdi>
      {detail && <bdi className="min-w-0 truncate text-help text-text-2 md:ms-auto">{detail}</bdi>}
    </Link>
  )
}
