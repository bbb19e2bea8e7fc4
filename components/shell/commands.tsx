'use client'

import { createContext, type ReactNode, useState } from 'react'
import { HelpDialog } from '@/components/shell/help-dialog'
import { PaletteDialog } from '@/components/shell/palette-dialog'
import type { PaletteScope } from '@/components/shell/palette-options'
import type { SingleKeys } from '@/components/shell/single-keys-form'
import { type ShortcutDialog, useShortcuts } from '@/components/shell/use-shortcuts'

type Props = SingleKeys & {
  /** Undefined on pages without it. */
  palette?: PaletteScope | undefined
  children: ReactNode
}

type PaletteCommand = { isAdministrator: boolean; open: () => void }

export const PaletteContext = createContext<PaletteCommand | undefined>(undefined)

/** The keyboard shortcuts of the pages inside, and the dialogs that they open. */
export function Commands({ palette, singleKeys, chooseSingleKeys, children }: Props) {
  const [dialog, setDialog] = useState<ShortcutDialog>()
  const close = () => setDialog(undefined)
  const hasPalette = palette !== undefined
  useShortcuts({ singleKeys, hasPalette, open: setDialog })
  return (
    <>
      <PaletteContext
        value={
          palette && {
            isAdministrator: palette.isAdministrator,
            open: () => setDialog('palette'),
          }
        }
      >
        {children}
      </PaletteContext>
      {palette && dialog === 'palette' && <PaletteDialog {...palette} onClose={close} />}
      {dialog === 'help' && (
        <HelpDialog
          hasPalette={hasPalette}
          singleKeys={singleKeys}
          chooseSingleKeys={chooseSingleKeys}
          onClose={close}
        />
      )}
    </>
  )
}
