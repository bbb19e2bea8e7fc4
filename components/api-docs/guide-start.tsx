import type { Call } from '@/components/api-docs/calls'
import { CodeBox } from '@/components/api-docs/code-box'
import { curl } from '@/components/api-docs/curl'
import { Statuses } from '@/components/api-docs/error-statuses'
import { InlineCode } from '@/components/api-docs/inline-code'

type Props = { base: string }

const variables = `export CONSOLE='http://localhost:3000'   # the address of this console
export USER_SECRET='…'
export ORGANIZATION_SECRET='…'`

export function Authentication({ base }: Props) {
  return (
    <>
      <p>
        <InlineCode>
          {`Every call is below \`${base}\` and carries two secrets in one header. They have to belong together: the secret of an active organization administrator, and that of their organization. There are no cookies and no sessions.`}
        </InlineCode>
      </p>
      <p>
        The Organization Secret and the first User Secret are printed once, when the organization is
        made on the command line. An administrator makes new ones on their profile page.
      </p>
      <CodeBox label="Set once, for every example on this page" code={variables} />
      <CodeBox label="Then ask who you are" code={curl({ path: `${base}/organizations/me` })} />
    </>
  )
}

const refusal = `{
  "requestId": "7e69ca70-2c0f-4643-960c-0f59bf234033",
  "message": "Check the highlighted fields.",
  "errors": [{ "field": "externalId", "message": "External ID is required." }]
}`

export function Errors({ calls }: { calls: Call[] }) {
  return (
    <>
      <p>
        <InlineCode>
          {
            'What succeeds answers 200, a POST too. Every refusal has one and the same body; `errors` is there with a 400 and names each field. Quote `requestId` to whoever runs the console: the log knows the request by it.'
          }
        </InlineCode>
      </p>
      <CodeBox label="A refusal" code={refusal} copy={false} />
      <p>
        <InlineCode>
          {
            'Wrong secrets and missing ones answer the same 401. What belongs to another organization answers the same 404 as what does not exist. A field that a call does not know is refused with 400. A 500 is a fault of the console itself: report it.'
          }
        </InlineCode>
      </p>
      <Statuses calls={calls} />
    </>
  )
}
