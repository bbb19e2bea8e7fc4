'use client'

import { LogOut, UserRound } from 'lucide-react'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { ThemeForm } from '@/components/shell/theme-form'
import { Link } from '@/components/ui/link'
import { Menu, menuItem } from '@/components/ui/menu'
import { paths } from '@/lib/paths'
import type { Theme } from '@/lib/theme'

const MENU_ID = 'person-menu'

type Props = {
  firstName: string
  lastName: string
  email: string
  theme: Theme
  chooseTheme: (data: FormData) => Promise<void>
}

/** Opens and works without JavaScript. */
export function PersonMenu({ firstName, lastName, email, theme, chooseTheme }: Props) {
  const name = `${firstName} ${lastName}`
  return (
    <>
      <button
        type="button"
        popoverTarget={MENU_ID}
        className="-me-1.5 grid size-11 shrink-0 cursor-pointer place-items-center rounded-full"
        aria-label={`Menu of ${name}`}
      >
        <span className="grid size-8 place-items-center rounded-full border border-transparent bg-sidebar-accent font-semibold text-[#06152a] text-head">
          {initial(firstName) + initial(lastName)}
        </span>
      </button>
      <Menu id={MENU_ID}>
        <p className="px-3 pt-2 font-medium">
          <bdi>{name}</bdi>
        </p>
        <p className="px-3 pb-2 text-help text-text-2">{email}</p>
        <ThemeForm theme={theme} chooseTheme={chooseTheme} />
        <Link href={paths.profile} className={menuItem}>
          <UserRound size={16} aria-hidden="true" />
          Profile
        </Link>
        <SignOutForm>
          <button type="submit" className={menuItem}>
            <LogOut size={16} aria-hidden="true" />
            Sign out
          </button>
        </SignOutForm>
      </Menu>
    </>
  )
}

function initial(name: string): string {
  return ([...name][0] ?? '').toUpperCase()
}
