import type { ReactNode } from 'react'
import { NavigationProgress } from '@/components/shell/navigation-progress'
import { LiveRegion } from '@/components/ui/live-region'

export default function SignInLayout({ children }: { children: ReactNode }) {
  return (
    <LiveRegion>
      <NavigationProgress />
      {children}
    </LiveRegion>
  )
}
