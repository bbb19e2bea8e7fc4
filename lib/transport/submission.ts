import 'server-only'
import { isSecretField } from '@/lib/form-state'
import { currentFormBody } from '@/lib/transport/status'

/** The fields of a form that a browser submitted without JavaScript, as they can be sent again. */
export type Submission = { fields: [name: string, value: string][]; hadSecrets: boolean }

/**
 * What was submitted to the page that is being rendered; undefined if it was only opened. A page that
 * can't show its form then offers to send the same once more. It leaves out passwords and files.
 */
export async function currentSubmission(): Promise<Submission | undefined> {
  const form = currentFormBody()
  if (!form) return undefined
  const headers = { 'Content-Type': form.contentType }
  const data = await new Response(form.body, { headers }).formData()
  const texts = [...data].flatMap(([name, value]): Submission['fields'] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return {
    fields: texts.filter(([name]) => !isSecretField(name)),
    hadSecrets: texts.some(([name, value]) => isSecretField(name) && value !== ''),
  }
}
