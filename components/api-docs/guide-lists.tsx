import { CodeBox } from '@/components/api-docs/code-box'
import { curl } from '@/components/api-docs/curl'
import { InlineCode } from '@/components/api-docs/inline-code'

type Props = { base: string }

export function Paging({ base }: Props) {
  const path = `${base}/accounts`
  return (
    <>
      <p>
        <InlineCode>
          {
            'A list comes in pages, oldest first. `pageSize` is 200 unless you say otherwise, and 2,000 at most. To read all of it, follow the header `elements-next-page-token`: send it back as `nextPage`, until a page comes without it. That repeats and skips nothing while others add and delete.'
          }
        </InlineCode>
      </p>
      <CodeBox
        label="The first page, with its headers"
        code={curl({ path, query: ['pageSize=500'] }).replace('curl -G', 'curl -i -G')}
      />
      <CodeBox
        label="The next one"
        code={curl({ path, query: ['pageSize=500', 'nextPage=TOKEN'] })}
      />
      <p>
        <InlineCode>
          {
            '`offset` (from 0) or `page` (from 1) jump into the middle instead; the further in, the slower. `elements-total-count` says how many there are, where that is known without counting.'
          }
        </InlineCode>
      </p>
    </>
  )
}

const conditions: [label: string, where: string][] = [
  ['Accounts whose name begins with North', "name LIKE 'North%'"],
  [
    'Made in the first quarter, except the default account',
    "createdDate >= '2026-01-01' AND createdDate < '2026-04-01' AND defaultAccount = false",
  ],
  ['Any of several keys, or a number', "externalId IN ('NW-1042', 'NW-1043') OR id = 42"],
]

export function Where({ base }: Props) {
  return (
    <>
      <p>
        <InlineCode>
          {
            "`where` takes a condition in CEQL, a small part of SQL: a field, one of `=` `!=` `<` `<=` `>` `>=` `LIKE` `IN`, and a value; joined by `AND`, `OR` and parentheses. Text and dates stand in single quotes (`''` for a quote within), numbers, `true` and `false` as they are. In `LIKE`, `%` stands for anything and `_` for one character. Dates are days."
          }
        </InlineCode>
      </p>
      {conditions.map(([label, where]) => (
        <CodeBox
          key={label}
          label={label}
          code={curl({ path: `${base}/accounts`, query: [`where=${where}`] })}
        />
      ))}
      <p>
        <InlineCode>
          {
            'Accounts are asked by every field of their answer; users by `id`, `firstName`, `lastName`, `email`, `active`, `externalId`, `createdDate` and `lastLoginDate`. A condition that does not fit is refused with 400, which points at the character. Lists of accounts hold active ones only.'
          }
        </InlineCode>
      </p>
    </>
  )
}
