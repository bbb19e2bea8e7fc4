import { formatCount, formatNumber } from '@/components/ui/format'
import { Notice } from '@/components/ui/notice'
import type { Job, JobOf, JobState } from '@/lib/jobs/view'

type ImportJob = JobOf<'accounts.import' | 'users.import'>

/** What the check of a file has found, besides rejected rows. */
export function ImportNotes({ job, locale }: { job: ImportJob; locale: string }) {
  const { ignoredColumns } = job.parameters
  return (
    <>
      {job.kind === 'users.import' && job.result && (
        <p>{countsText(job.result, job.state, locale)}</p>
      )}
      {job.state === 'awaiting-confirmation' && job.duplicates > 0 && (
        <Notice tone="warn">
          <p className="font-medium">{duplicatesText(job, locale)}</p>
          <p>Without an external ID, an account that exists is added again.</p>
        </Notice>
      )}
      {hasGeneratedIds(job) && (
        <p className="text-text-2">
          The file has no column for external IDs. Each account gets a generated one.
        </p>
      )}
      {ignoredColumns.length > 0 && (
        <p className="text-text-2">
          <span>{ignoredColumns.length === 1 ? 'Column ' : 'Columns '}</span>
          {ignoredColumns.map((column, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two ignored columns can have one heading
            <span key={index}>
              {index > 0 && <span>, </span>}
              <bdi>{`“${column}”`}</bdi>
            </span>
          ))}
          <span>{ignoredColumns.length === 1 ? " isn't imported." : " aren't imported."}</span>
        </p>
      )}
    </>
  )
}

type Counts = NonNullable<JobOf<'users.import'>['result']>

/** "3 users to add, 2 to change, 1 stays as it is." After the import, what has happened. */
function countsText({ added, changed, unchanged }: Counts, state: JobState, locale: string) {
  const number = (count: number) => formatNumber(count, locale)
  const same = `${number(unchanged)} unchanged`
  if (state === 'checking' || state === 'awaiting-confirmation') {
    return `${formatCount(added, 'user', locale)} to add, ${number(changed)} to change, ${same}.`
  }
  return `${formatCount(added, 'user', locale)} added, ${number(changed)} changed, ${same}.`
}

function duplicatesText({ duplicates }: Job, locale: string): string {
  const rows = formatCount(duplicates, 'row', locale)
  return duplicates === 1
    ? `${rows} looks already imported: an account has its name.`
    : `${rows} look already imported: accounts have their names.`
}

function hasGeneratedIds({ kind, state, parameters: { columns } }: ImportJob): boolean {
  const isChecked = kind === 'accounts.import' && state === 'awaiting-confirmation'
  // A job of an earlier version doesn't say which columns its file has.
  return isChecked && columns.length > 0 && !columns.some(({ name }) => name === 'external_id')
}
