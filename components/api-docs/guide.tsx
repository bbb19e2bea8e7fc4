import type { Call } from '@/components/api-docs/calls'
import { topics } from '@/components/api-docs/topics'
import { Card, CardBody } from '@/components/ui/card'

/** What one has to know before the first call. */
export function Guide({ base, calls }: { base: string; calls: Call[] }) {
  return topics.map(({ id, title, Text }) => (
    <Card key={id} id={id} title={title}>
      <CardBody>
        <div className="grid max-w-3xl gap-4">
          <Text base={base} calls={calls} />
        </div>
      </CardBody>
    </Card>
  ))
}
