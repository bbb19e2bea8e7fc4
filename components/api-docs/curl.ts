import type { Endpoint } from '@/components/api-docs/endpoints'
import { exampleBody, examplePath } from '@/components/api-docs/examples'

const authorization = '-H "Authorization: User $USER_SECRET, Organization $ORGANIZATION_SECRET"'

type Body = { [name: string]: unknown }

type HttpRequest = {
  method?: string
  path: string
  query?: string[]
  headers?: string[]
  body?: Body | undefined
}

export function curl({
  method = 'GET',
  path,
  query = [],
  headers = [],
  body,
}: HttpRequest): string {
  const command = ['curl']
  if (query.length > 0) command.push('-G')
  if (method !== 'GET') command.push('-X', method)
  const options = [`${command.join(' ')} "$CONSOLE${path}"`, authorization]
  options.push(...headers.map((header) => `-H ${quote(header)}`))
  if (body) {
    options.push("-H 'Content-Type: application/json'", `-d ${quote(formatJson(body))}`)
  }
  options.push(...query.map((parameter) => `--data-urlencode ${quote(parameter)}`))
  return options.join(' \\\n  ')
}

// With spaces, so that a long body can wrap.
function formatJson(body: Body): string {
  const fields = Object.entries(body).map((field) => field.map((part) => JSON.stringify(part)))
  return `{${fields.map((field) => field.join(':')).join(', ')}}`
}

// Texts with an apostrophe contain no `$` that double quotes would expand.
function quote(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`
}

/** A command that works as is once the variables of the guide are set. */
export function exampleCommand(endpoint: Endpoint): string {
  const isPaged = endpoint.parameters.some(({ name }) => name === 'pageSize')
  return curl({
    method: endpoint.method,
    path: examplePath(endpoint),
    query: isPaged ? ['pageSize=50'] : [],
    body: exampleBody(endpoint),
  })
}
