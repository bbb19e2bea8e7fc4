import { keepEarlyInput } from '@/components/shell/internals/early-input'
import { keepDocumentOffline } from '@/components/shell/internals/router-fetch'
import { type Navigation, sendEvent } from '@/components/ui/window-events'

keepDocumentOffline()
keepEarlyInput()

export function onRouterTransitionStart(url: string, type: Navigation['type']): void {
  sendEvent('navigation-start', { url, type })
}
