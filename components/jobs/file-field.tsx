import type { ComponentProps } from 'react'
import { formatNumber } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'
import { MAX_FILE_MB, MAX_ROWS } from '@/lib/imports/policy'

type Props = Pick<ComponentProps<'input'>, 'ref' | 'onChange'> & {
  error: string | undefined
}

export function FileField({ error, ...rest }: Props) {
  const locale = useLocale()
  return (
    <div className="grid gap-1.5">
      <label htmlFor="file" className="text-label font-medium">
        CSV file
      </label>
      <input
        id="file"
        type="file"
        name="content"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'file-error file-help' : 'file-help'}
        className="control input py-1.5"
        {...rest}
      />
      <p id="file-help" className="text-help text-text-2">
        {`Up to ${MAX_FILE_MB} MB and ${formatNumber(MAX_ROWS, locale)} rows, as “CSV UTF-8” or “Unicode text”. Nothing changes until you confirm the result of the check.`}
      </p>
    </div>
  )
}
