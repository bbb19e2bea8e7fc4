import { useState } from 'react'
import { LoadFailed, Modal, ModalHead } from '@/components/shell/modal'
import type { PaletteScope } from '@/components/shell/palette-options'
import { useImport } from '@/components/shell/use-import'

const LABEL = 'Search or jump to'

const loadPalette = () => import('@/components/shell/palette')

/** Loads its code when it first opens. What is typed until then isn't lost. */
export function PaletteDialog({ onClose, ...scope }: PaletteScope & { onClose: () => void }) {
  const module = useImport(loadPalette)
  const [typed, setTyped] = useState({ text: '', isEntered: false })
  return (
    <Modal label={LABEL} onClose={onClose}>
      {module === 'failed' && <LoadFailed />}
      {module === undefined && (
        <ModalHead>
          <input
            aria-label={LABEL}
            className="control w-full bg-transparent outline-none"
            value={typed.text}
            onChange={({ target }) => setTyped({ text: target.value, isEntered: false })}
            onKeyDown={({ key }) => {
              if (key === 'Enter') setTyped({ ...typed, isEntered: typed.text !== '' })
            }}
          />
        </ModalHead>
      )}
      {typeof module === 'object' && <module.Palette {...scope} label={LABEL} typed={typed} />}
    </Modal>
  )
}
