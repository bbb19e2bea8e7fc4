import { z } from 'zod'

const schema = z.object({
  $ref: z.string().optional(),
  // A value that can be null has two types.
  type: z
    .union([z.string(), z.array(z.string()).transform((types) => types.join(' or '))])
    .optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  default: z.unknown().optional(),
  description: z.string().default(''),
  deprecated: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).default([]),
  get items() {
    return schema.optional()
  },
  get anyOf() {
    return z.array(schema).optional()
  },
  get properties() {
    return z.record(z.string(), schema).default({})
  },
})

const content = z.object({ 'application/json': z.object({ schema }) })

const parameter = z.object({
  in: z.enum(['path', 'query', 'header']),
  name: z.string(),
  required: z.boolean().default(false),
  schema,
})

const response = z.object({
  $ref: z.string().optional(),
  description: z.string().default(''),
  headers: z.record(z.string(), z.object({ schema })).default({}),
  content: content.optional(),
})

const operation = z.object({
  summary: z.string(),
  operationId: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), response),
})

export const openApiSchema = z.object({
  servers: z.tuple([z.object({ url: z.string() })]),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({
    schemas: z.record(z.string(), schema),
    responses: z.record(z.string(), response).default({}),
  }),
})

export type Schema = z.output<typeof schema>
export type Operation = z.output<typeof operation>
export type Components = z.output<typeof openApiSchema>['components']
