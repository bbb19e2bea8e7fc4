import { Notice } from '@/components/ui/notice'
import { providerErrorSentence } from '@/lib/provider-error'

export function ProviderErrorNotice({ code }: { code: string }) {
  return (
    <Notice tone="danger">
      <p role="alert" className="text-danger-text">
        {providerErrorSentence(code)}
      </p>
    </Notice>
  )
}
