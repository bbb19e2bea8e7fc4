import { ModalHead } from '@/components/shell/modal'
import { ShortcutList } from '@/components/shell/shortcut-list'
import { type SingleKeys, SingleKeysForm } from '@/components/shell/single-keys-form'
import { findSearchBox } from '@/components/shell/use-shortcuts'
import { shortcuts } from '@/components/ui/shortcuts'

type Props = SingleKeys & { hasPalette: boolean }

/** What works on this page. Pages without the palette have no form that can be saved. */
export function ShortcutsHelp({ hasPalette, singleKeys, chooseSingleKeys }: Props) {
  const { palette, save, search, help } = shortcuts
  const searchLabel = findSearchBox() ? search.label : palette.label
  const all = [
    ...(hasPalette ? [palette, save] : []),
    ...(hasPalette || findSearchBox() ? [{ ...search, label: searchLabel }] : []),
    help,
  ]
  return (
    <>
      <ModalHead>
        <h2 className="text-dialog">Keyboard shortcuts</h2>
      </ModalHead>
      <div className="grid gap-6 p-4 md:p-6">
        <ShortcutList shortcuts={all.filter(({ command }) => command || singleKeys)} />
        <SingleKeysForm singleKeys={singleKeys} chooseSingleKeys={chooseSingleKeys} />
      </div>
    </>
  )
}
