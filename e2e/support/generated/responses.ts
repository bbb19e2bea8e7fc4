import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Dataset } from '@/e2e/support/generated/dataset'
import type { Document } from '@/e2e/support/generated/document'
import type { ReceivedResponse, SentRequest } from '@/e2e/support/generated/send'

// What only the program and its database know.
const internals =
  /prisma|postgres|\bpg_|zod|node_modules|\bat \S+ \(|\.(ts|js|mjs):\d|ECONN|SQLSTATE|syntax error|duplicate key|violates|invalid input|\[object |undefined/i

type Problem = string | undefined

/** What is wrong with a response, whatever the document says. */
export function whyUnsafe(
  { foreign }: SentRequest,
  { status, text }: ReceivedResponse,
  { marker }: Dataset,
): Problem {
  if (status >= 500) return `status ${status}`
  if (foreign && status === 200) return 'a record of another organization'
  const markers = text.match(/marker-[0-9a-f-]{36}/g) ?? []
  if (markers.some((found) => found !== marker)) return 'data of another organization'
  if (text !== '' && !isJson(text)) return 'malformed JSON'
  const [leaked] = (status >= 400 && internals.exec(text)) || []
  return leaked === undefined ? undefined : `internals in the message: ${leaked}`
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Returns how a response differs from the document. */
export function documentChecker(document: Document) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false })
  ajv.addSchema({ $id: 'api', ...document })
  const known = new Map<string, ValidateFunction>()
  const validator = (pointer: string) => {
    const validate = known.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` })
    known.set(pointer, validate)
    return validate
  }
  return ({ call }: SentRequest, { status, headers, text }: ReceivedResponse): Problem => {
    const [method = '', path = ''] = call.split(' ')
    const pointer = `/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${status}`
    const documented = document.paths[path]?.[method.toLowerCase()]?.responses[status]
    if (status >= 500 || !documented) return `${status} is not documented`
    const reference = documented.$ref?.split('/').at(-1)
    const response = reference ? document.components.responses[reference] : documented
    for (const [name, { required }] of Object.entries(response?.headers ?? {})) {
      if (required && headers[name.toLowerCase()] === undefined) return `no header ${name}`
    }
    if (!headers['elements-request-id']) return 'no request id'
    if (!response?.content) return text === '' ? undefined : 'a body where none is documented'
    if (!headers['content-type']?.startsWith('application/json')) return 'not JSON'
    const responsePointer = reference ? `/components/responses/${reference}` : pointer
    const validate = validator(
      `${responsePointer}/content/application~1json/schema`.replaceAll(/[{}]/g, encodeURIComponent),
    )
    const body: unknown = JSON.parse(text)
    return validate(body) ? undefined : ajv.errorsText(validate.errors)
  }
}
