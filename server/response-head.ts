import type { ServerResponse } from 'node:http'

/** Passes the status through `decide` just before the head of the response is sent. */
export function beforeHead(response: ServerResponse, decide: (status: number) => number): void {
  const writeHead = response.writeHead.bind(response)
  const decided = (status: number, ...rest: unknown[]) =>
    Reflect.apply(writeHead, response, [decide(status), ...rest])
  Object.assign(response, { writeHead: decided })
}
