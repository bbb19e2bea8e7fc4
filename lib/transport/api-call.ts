export type Call<Body = unknown> = {
  path: { [name: string]: string }
  query: { [name: string]: string }
  body: Body
  version: number | undefined
  idempotency: IdempotentCall | undefined
}

export function pathParameter({ path }: Call, name: string): string {
  const value = path[name]
  if (value === undefined) throw new Error(`The path has no parameter {${name}}.`)
  return value
}

export type IdempotentCall = {
  key: string
  fingerprint: string
  encrypt(reply: Reply): Uint8Array<ArrayBuffer>
  decrypt(bytes: Uint8Array): Reply
}

/** A successful answer: one JSON text, the rows of a list, or nothing. */
export type Reply = {
  headers: { [name: string]: string }
  body?: string
  rows?: Iterable<unknown>
}
