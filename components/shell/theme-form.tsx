import { ChoiceForm } from '@/components/ui/choice-form'
import { type Theme, themes } from '@/lib/theme'

type Props = { theme: Theme; chooseTheme: (data: FormData) => Promise<void> }

export function ThemeForm({ theme, chooseTheme }: Props) {
  return (
    <div className="border-border border-y px-3 py-3">
      <ChoiceForm
        legend="Theme"
        name="theme"
        choices={themes}
        value={theme}
        action={chooseTheme}
        failure="The theme couldn't be changed. Try again."
      />
    </div>
  )
}
