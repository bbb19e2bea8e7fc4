import { CodeBlock } from '@/components/api-docs/code-block'
import { Paragraph } from '@/components/api-docs/inline-code'
import { curl } from '@/components/ui/curl'

type Props = { basePath: string }

export function Pagination({ basePath }: Props) {
  const path = `${basePath}/accounts`
  return (
    <>
      <Paragraph>
        Lists return the oldest records first, 200 per page. Use `pageSize` to request up to 2,000;
        more is cut to 2,000. To read a complete list, send the `elements-next-page-token` header of
        each response as the `nextPage` parameter of the next request. The last page has no such
        header. No record is skipped or repeated, even if records are added or deleted in the
        meantime.
      </Paragraph>
      <CodeBlock
        label="First page, with response headers"
        code={curl({ path, query: ['pageSize=500'] }).replace('curl -G', 'curl -i -G')}
      />
      <CodeBlock
        label="Next page"
        code={curl({ path, query: ['pageSize=500', 'nextPage=TOKEN'] })}
      />
      <Paragraph>
        Active accounts can also be sorted: `orderBy=name`, `orderBy=createdDate desc`. The fields
        are `id`, `name`, `userCount`, `lastActivityDate`, `createdDate` and `updatedDate`. To read
        on, use `nextPage` with the same `orderBy`.
      </Paragraph>
      <Paragraph>
        To jump to a position, use `offset` (from 0) or `page` (from 1). A large offset is slow. The
        `elements-returned-count` header is the number of records on the page.
        `elements-total-count` is the number of records on all pages. It is absent if counting them
        would be slow.
      </Paragraph>
    </>
  )
}

const conditions: [label: string, where: string][] = [
  ['Accounts whose name starts with “North”', "name LIKE 'North%'"],
  [
    'Accounts created in the first quarter, except the default account',
    "createdDate >= '2026-01-01' AND createdDate < '2026-04-01' AND defaultAccount = false",
  ],
  ['Accounts by external ID or ID', "externalId IN ('NW-1042', 'NW-1043') OR id = 42"],
]

export function Filtering({ basePath }: Props) {
  return (
    <>
      <Paragraph>
        {
          'Filter a list with the `where` parameter. Its value is a condition in CEQL, a subset of SQL. Compare a field with a value using `=`, `!=`, `<`, `<=`, `>`, `>=`, `LIKE` or `IN`, and combine comparisons with `AND`, `OR` and parentheses.'
        }
      </Paragraph>
      <Paragraph>
        Enclose text and dates in single quotes, and double a quote inside text (`''`). Numbers,
        `true` and `false` need no quotes. In a `LIKE` pattern, `%` matches any text and `_` matches
        one character. Text compares case-sensitively, email addresses do not. Dates are days in
        UTC.
      </Paragraph>
      {conditions.map(([label, where]) => (
        <CodeBlock
          key={label}
          label={label}
          code={curl({ path: `${basePath}/accounts`, query: [`where=${where}`] })}
        />
      ))}
      <Paragraph>
        Filter accounts and users by any response field except `password`. The `name` of a user is
        their `fullName`. An invalid condition returns 400 with the position of the error.
      </Paragraph>
      <Paragraph>
        Accounts also have fields that only conditions know: `search` finds what the search box of
        the console finds (`search = 'north trad'`), `userCount`, `activeUserCount` and `hasUsers`
        count users, and `lastActivityDate` is the day on which a user of the account last signed
        in. `hasActivity = false` finds accounts in which nobody ever has.
      </Paragraph>
      <Paragraph>
        Lists of accounts contain active accounts, lists of users contain all users. Use
        `includeInactive=true` or `includeInactive=false` to change that. Without it, a condition on
        `active` finds inactive accounts as well.
      </Paragraph>
    </>
  )
}
