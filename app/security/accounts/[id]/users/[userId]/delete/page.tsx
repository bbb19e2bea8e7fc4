import { deleteUserAction } from '@/app/security/accounts/[id]/actions'
import { readUser } from '@/app/security/accounts/[id]/users/[userId]/read-user'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { DeleteUserForm } from '@/components/users/delete-user-form'
import { userDeletionQuestion } from '@/components/users/delete-user-link'
import { paths } from '@/lib/paths'
import { whyNotRemovable } from '@/lib/users/policy'
import { fullName } from '@/lib/users/view'

export const generateMetadata = consoleTitle('Delete User', DeleteUserPage)

type Props = PageProps<'/security/accounts/[id]/users/[userId]/delete'>

export default consolePage(DeleteUserPage)

async function DeleteUserPage({ params }: Props) {
  const { user, adminContext, crumbs } = await readUser(await params)
  const href = paths.user(user)
  const blocked = whyNotRemovable(user, adminContext)
  return (
    <Page crumbs={[...crumbs, { label: fullName(user), href }, { label: 'Delete User' }]}>
      <PageHeading title={userDeletionQuestion(user)} />
      <Card title="What will happen">
        <CardBody>
          {blocked ? (
            <div className="grid justify-items-start gap-4">
              <p>{blocked}</p>
              <ButtonLink href={href}>Back to user</ButtonLink>
            </div>
          ) : (
            <DeleteUserForm userId={user.id} action={deleteUserAction} cancelHref={href} />
          )}
        </CardBody>
      </Card>
    </Page>
  )
}
