import { CodeBlock } from '@/components/api-docs/code-block'
import type { Endpoint } from '@/components/api-docs/endpoints'
import { ErrorCodeList } from '@/components/api-docs/error-codes'
import { Paragraph } from '@/components/api-docs/inline-code'
import { curl } from '@/components/ui/curl'

const variables = `export CONSOLE='http://localhost:3000'   # the URL of this console
export USER_SECRET='…'
export ORGANIZATION_SECRET='…'`

export function Authentication({ basePath }: { basePath: string }) {
  return (
    <>
      <Paragraph>{`The base path of all endpoints is \`${basePath}\`. Authenticate each request with two secrets in the \`Authorization\` header: the User Secret of an active organization administrator and the Organization Secret of the same organization. The API uses no cookies and no sessions.`}</Paragraph>
      <Paragraph>
        Get a new User Secret on your profile page, and a new Organization Secret in Settings. Each
        is shown once and replaces the old one immediately. The old Organization Secret can keep
        working for 24 hours if you choose so. `npm run org:create` prints both secrets of a new
        organization.
      </Paragraph>
      <Paragraph>
        In a browser, scripts of other sites can call the API if the operator of the console allows
        it: the setting `CORS_ORIGINS` lists these sites.
      </Paragraph>
      <CodeBlock label="Set these variables for the examples on this page" code={variables} />
      <CodeBlock label="Check your secrets" code={curl({ path: `${basePath}/organizations/me` })} />
    </>
  )
}

const exampleError = `{
  "requestId": "7e69ca70-2c0f-4643-960c-0f59bf234033",
  "message": "externalId: is required.",
  "errors": [{ "field": "externalId", "message": "This field is required." }]
}`

export function Errors({ endpoints }: { endpoints: Endpoint[] }) {
  return (
    <>
      <Paragraph>
        Every successful request returns 200, including a POST. Every error has the same JSON body.
        If a field is invalid, the request returns 400: `message` names each invalid field, and
        `errors` lists them for programs. Include the `requestId` when you report a problem: it
        identifies the request in the server log. The `Elements-Request-Id` header of every response
        is the same ID.
      </Paragraph>
      <CodeBlock label="Example error" code={exampleError} copyable={false} />
      <Paragraph>
        A missing secret and a wrong secret return the same 401. A record of another organization
        returns 404, like a record that does not exist. An unknown field in a request body returns
        400, and so does an unknown or repeated query parameter. You can send a record back as you
        read it: read-only fields are ignored, and `null` is like an absent field. Send an empty
        text to clear a field. A 500 is a bug in the console: please report it.
      </Paragraph>
      <ErrorCodeList endpoints={endpoints} />
    </>
  )
}

export function RateLimits() {
  return (
    <Paragraph>
      Each user can send 6,000 requests per minute, unless the operator of the console set another
      limit. Requests above the limit return 429. Wait for the number of seconds in the
      `Retry-After` header, then try again. A 503 also has this header: the database is temporarily
      unavailable.
    </Paragraph>
  )
}
