import { LoadFailed, Modal } from '@/components/shell/modal'
import type { SingleKeys } from '@/components/shell/single-keys-form'
import { useImport } from '@/components/shell/use-import'

type Props = SingleKeys & { hasPalette: boolean; onClose: () => void }

const loadHelp = () => import('@/components/shell/shortcuts-help')

export function HelpDialog({ onClose, ...rest }: Props) {
  const module = useImport(loadHelp)
  return (
    <Modal label="Keyboard shortcuts" onClose={onClose}>
      {module === 'failed' && <LoadFailed />}
      {typeof module === 'object' && <module.ShortcutsHelp {...rest} />}
    </Modal>
  )
}
