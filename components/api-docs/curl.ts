import type { Call } from '@/components/api-docs/calls'
import { exampleBody, examplePath } from '@/components/api-docs/examples'

const secrets = '-H "Authorization: User $USER_SECRET, Organization $ORGANIZATION_SECRET"'

type Body = { [name: string]: unknown }

type Asked = {
  method?: string
  path: string
  query?: string[]
  headers?: string[]
  body?: Body | undefined
}

/** A command for the shell, a line for each thing that it says. */
export function curl({ method = 'GET', path, query = [], headers = [], body }: Asked): string {
  const start = ['curl', ...(query.length > 0 ? ['-G'] : []), ...methodOption(method)].join(' ')
  const sent = body && written(body)
  return [
    `${start} "$CONSOLE${path}"`,
    secrets,
    ...headers.map((header) => `-H ${quoted(header)}`),
    ...(sent === undefined ? [] : ["-H 'Content-Type: application/json'", `-d ${quoted(sent)}`]),
    ...query.map((part) => `--data-urlencode ${quoted(part)}`),
  ].join(' \\\n  ')
}

// JSON with spaces, where a long line can break.
function written(body: Body): string {
  const fields = Object.entries(body).map((field) => field.map((part) => JSON.stringify(part)))
  return `{${fields.map((field) => field.join(':')).join(', ')}}`
}

function methodOption(method: string): string[] {
  return method === 'GET' ? [] : ['-X', method]
}

/** In double quotes where there is an apostrophe within; what is given here has no `$` then. */
function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`
}

/** A command that can be run as it is, once the variables are set. */
export function curlOf(call: Call): string {
  const paged = call.parameters.some(({ name }) => name === 'pageSize')
  return curl({
    method: call.method,
    path: examplePath(call),
    query: paged ? ['pageSize=50'] : [],
    body: exampleBody(call),
  })
}
