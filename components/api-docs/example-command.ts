import type { Endpoint } from '@/components/api-docs/endpoints'
import { exampleBody, examplePath } from '@/components/api-docs/examples'
import { curl } from '@/components/ui/curl'

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
