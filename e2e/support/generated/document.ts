export type Schema = {
  $ref?: string
  type?: string
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  properties?: { [name: string]: Schema }
  required?: string[]
  minimum?: number
  maximum?: number
  default?: unknown
}
type Content = { 'application/json': { schema: Schema } }
type Parameter = { in: string; name: string; schema: Schema }
type Response = {
  $ref?: string
  content?: Content
  headers?: { [name: string]: { required?: true } }
}
export type Operation = {
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: { [status: string]: Response }
}
export type Document = {
  paths: { [path: string]: { [method: string]: Operation } }
  components: { schemas: { [name: string]: Schema }; responses: { [name: string]: Response } }
}

export function resolve(document: Document, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (document.components.schemas[name] ?? {})
}
