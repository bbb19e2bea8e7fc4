import { consolePage, consoleTitle } from '@/app/security/console-page'
import { startUserJobAction } from '@/app/security/users/actions'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { formatCount, formatNumber } from '@/components/ui/format'
import { ChangeUsersForm } from '@/components/users/change-users-form'
import { ExceptionList } from '@/components/users/exception-list'
import { peopleHref } from '@/components/users/people-href'
import { userChangeTexts } from '@/components/users/user-change-texts'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { currentLocale } from '@/lib/transport/request'
import { previewUserJob } from '@/lib/user-jobs/queries'
import { toSelectionQuery, userChange } from '@/lib/user-jobs/schema'
import { peopleSelectionSchema, searchPeopleSchema } from '@/lib/user-list/schema'

type Props = PageProps<'/security/users/change'>

export const generateMetadata = consoleTitle('Change users', ChangeUsersPage)

export default consolePage(ChangeUsersPage)

async function ChangeUsersPage({ searchParams }: Props) {
  const params = await searchParams
  const change = userChange.parse(params.change)
  const selection = peopleSelectionSchema.parse(params)
  const [preview, locale] = await Promise.all([
    runQuery(previewUserJob, { ...selection, change }),
    currentLocale(),
  ])
  const { option, question } = userChangeTexts[change]
  const { count, exceptions } = preview
  const back = peopleHref(searchPeopleSchema.parse(params))
  const stay = exceptions.reduce((sum, exception) => sum + exception.count, 0)
  return (
    <Page crumbs={[{ label: 'Users', href: paths.users }, { label: option }]}>
      <PageHeading title={count > 0 ? question(formatCount(count, 'user', locale)) : option} />
      <Card title={count > 0 ? 'What will happen' : 'Nobody to change'}>
        <CardBody>
          {count > 0 ? (
            <ChangeUsersForm
              change={change}
              selection={toSelectionQuery(selection)}
              preview={preview}
              action={startUserJobAction}
              cancelHref={back}
            />
          ) : (
            <div className="grid justify-items-start gap-4">
              <p>
                {stay > 0
                  ? 'None of the selected users can be changed.'
                  : 'Select users in the list first.'}
              </p>
              <ButtonLink href={back}>Back to users</ButtonLink>
            </div>
          )}
        </CardBody>
      </Card>
      {stay > 0 && (
        <Card title="Who stays as they are" aside={formatNumber(stay, locale)}>
          <CardBody>
            <ExceptionList exceptions={exceptions} locale={locale} />
          </CardBody>
        </Card>
      )}
    </Page>
  )
}
