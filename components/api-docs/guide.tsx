import type { Endpoint } from '@/components/api-docs/endpoints'
import { topics } from '@/components/api-docs/guide-topics'
import { Card, CardBody } from '@/components/ui/card'

type Props = { basePath: string; endpoints: Endpoint[] }

export function Guide({ basePath, endpoints }: Props) {
  return topics.map(({ id, title, Content }) => (
    <Card key={id} id={id} title={title}>
      <CardBody>
        <div className="grid max-w-3xl gap-4">
          <Content basePath={basePath} endpoints={endpoints} />
        </div>
      </CardBody>
    </Card>
  ))
}
