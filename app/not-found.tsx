import type { Metadata } from 'next'
import { Outside } from '@/components/shell/outside'
import { ButtonLink } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <Outside title="Not found" intro="There is nothing at this address.">
      <div>
        <ButtonLink href="/">To the console</ButtonLink>
      </div>
    </Outside>
  )
}
