const MAX_IN_MESSAGE = 10
const MAX_ERRORS = 100
const MAX_FIELD_LENGTH = 100

type FieldError = { field: string; message: string }

/** The invalid fields of a request, as many as a response lists. */
export function fieldErrors(fields: { [field: string]: string }): FieldError[] {
  return Object.entries(fields)
    .slice(0, MAX_ERRORS)
    .map(([field, message]) => ({ field: shorten(field), message }))
}

/** One text for clients that log nothing else: `minLength: must be from 8 to 100.` */
export function describeFields(fields: { [field: string]: string }): string {
  const entries = Object.entries(fields)
  const shown = entries
    .slice(0, MAX_IN_MESSAGE)
    .map(([field, message]) => `${shorten(field)}: ${withoutSubject(message, field)}`)
  const hidden = entries.length - shown.length
  return [...shown, ...(hidden > 0 ? [`And ${hidden} more.`] : [])].join(' ')
}

// Forms show messages such as "First name is required.", which would repeat the name of the field.
function withoutSubject(message: string, field: string): string {
  const words = field.replace(/(?=[A-Z])|(?<=[a-z])(?=\d)/g, ' ')
  const subject = ['This field', field, words]
    .flatMap((name) => [`${name} `, `${name}, `, `The ${name} `])
    .find((start) => message.toLowerCase().startsWith(start.toLowerCase()))
  const rest = message.slice(subject?.length ?? 0)
  // Keeps abbreviations such as ID.
  return /^\p{Lu}\p{Ll}/u.test(rest) ? rest.charAt(0).toLowerCase() + rest.slice(1) : rest
}

function shorten(field: string): string {
  return field.length > MAX_FIELD_LENGTH ? `${field.slice(0, MAX_FIELD_LENGTH)}…` : field
}
