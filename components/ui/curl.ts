const authorization = '-H "Authorization: User $USER_SECRET, Organization $ORGANIZATION_SECRET"'

type Body = { [name: string]: unknown }

type HttpRequest = {
  method?: string
  /** The URL of the console; without it, the variable of the documentation. */
  origin?: string
  path: string
  query?: string[]
  headers?: string[]
  body?: Body | undefined
}

export function curl({
  method = 'GET',
  origin = '$CONSOLE',
  path,
  query = [],
  headers = [],
  body,
}: HttpRequest): string {
  const command = ['curl']
  if (query.length > 0) command.push('-G')
  if (method !== 'GET') command.push('-X', method)
  const options = [`${command.join(' ')} "${origin}${path}"`, authorization]
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

/** Quotes a text for a POSIX shell, which expands nothing in it. */
function quote(text: string): string {
  if (!text.includes("'")) return `'${text}'`
  // Double quotes are easier to read, but a shell expands these characters in them.
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`
}
