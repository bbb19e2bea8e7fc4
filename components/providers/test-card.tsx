import { buttonVariants } from '@/components/ui/button-variants'
import { Card, CardBody } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { TimeAgo } from '@/components/ui/time'
import { paths } from '@/lib/paths'
import { providerErrorSentence } from '@/lib/provider-error'
import type { ProviderView } from '@/lib/providers/view'
import type { Reader } from '@/lib/reader'

type Props = {
  provider: Pick<ProviderView, 'id' | 'name' | 'testedAt'>
  /** `passed`, or the code of why the last test failed. */
  outcome: string | undefined
  reader: Reader
}

export function TestCard({ provider: { id, name, testedAt }, outcome, reader }: Props) {
  const isPassed = outcome === 'passed' && testedAt !== null
  return (
    <Card title="Test" id="test">
      <CardBody>
        <div className="grid justify-items-start gap-4">
          {outcome !== undefined && (
            <Notice tone={isPassed ? 'ok' : 'danger'}>
              <p role="status">
                {isPassed
                  ? `The test passed. ${name} works with these settings.`
                  : `The test failed. ${providerErrorSentence(outcome)}`}
              </p>
            </Notice>
          )}
          <p>
            {`Signs you in at ${name} and checks that its answer would let you in here. You stay signed in as you are.`}
          </p>
          <div className="text-text-2">
            {testedAt ? (
              <>
                <span>Last passed:</span> <TimeAgo date={testedAt} reader={reader} />
              </>
            ) : (
              <span>These settings haven't passed the test yet.</span>
            )}
          </div>
          <a href={paths.testProvider(id)} className={buttonVariants({})}>
            Test
          </a>
        </div>
      </CardBody>
    </Card>
  )
}
