import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { FieldValue, FormSubmission } from '@/e2e/support/forms'

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ exportedName: z.string() })),
})

/** The IDs of all server actions of the build, by the names that the sources export. */
export function serverActions(): Map<string, string> {
  const text = readFileSync('.next/server/server-reference-manifest.json', 'utf8')
  const { node } = manifestSchema.parse(JSON.parse(text))
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]))
}

/** The name of the action that a form runs. */
export function actionOf({ fields }: FormSubmission): string | undefined {
  return [...serverActions()].find(([, id]) =>
    fields.some(([name, value]) => name.endsWith(id) || String(value).includes(`"id":"${id}"`)),
  )?.[0]
}

type Values = { [name: string]: FieldValue }

/** A form that no page shows, as any client can make one. */
export function makeForm(url: string, action: string, values: Values): FormSubmission {
  return { url, fields: [...actionFields(idOf(action)), ...Object.entries(values)] }
}

/** The same for an action that takes a form alone, without the state of the last response. */
export function makePlainForm(url: string, action: string): FormSubmission {
  return { url, fields: [[`$ACTION_ID_${idOf(action)}`, '']] }
}

function actionFields(id: string): [name: string, value: string][] {
  return [
    ['$ACTION_REF_1', ''],
    ['$ACTION_1:0', JSON.stringify({ id, bound: '$@1' })],
    ['$ACTION_1:1', JSON.stringify([{ status: 'idle' }])],
  ]
}

function idOf(action: string): string {
  const id = serverActions().get(action)
  if (!id) throw new Error(`There is no server action ${action}.`)
  return id
}
