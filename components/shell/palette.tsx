import { ModalHead } from '@/components/shell/modal'
import { PaletteInput } from '@/components/shell/palette-input'
import type { PaletteScope } from '@/components/shell/palette-options'
import { PaletteResults } from '@/components/shell/palette-results'
import { PaletteStatus } from '@/components/shell/palette-status'
import { type EarlyText, usePalette } from '@/components/shell/use-palette'

type Props = PaletteScope & { label: string; typed: EarlyText }

/** Finds the pages and actions of the console, and for administrators accounts and users. */
export function Palette({ label, typed, ...scope }: Props) {
  const palette = usePalette(scope, typed)
  const { text, groups, count, active, isPending, hasFailed, setActive, change, press } = palette
  return (
    <div className="flex max-h-[inherit] flex-col">
      <ModalHead>
        <PaletteInput
          label={label}
          placeholder={scope.isAdministrator ? 'Account, user or page' : 'Page'}
          initialText={typed.text}
          count={count}
          active={active}
          change={change}
          press={press}
        />
      </ModalHead>
      <PaletteResults groups={groups} active={active} setActive={setActive} />
      <PaletteStatus text={text} count={count} isPending={isPending} hasFailed={hasFailed} />
    </div>
  )
}
