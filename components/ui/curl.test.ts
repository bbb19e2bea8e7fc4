import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curl } from '@/components/ui/curl'

/** The arguments that a shell passes to curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }; ${command}`
  const env = { ...process.env, USER_SECRET: 'user', ORGANIZATION_SECRET: 'organization' }
  return String(execFileSync('sh', ['-c', script], { env }))
    .split('\0')
    .slice(0, -1)
}

test.each([
  "name = 'North'",
  `name = 'O''Neill "& sons"'`,
  "name = '$(touch /tmp/pwned)'",
  "name = '`id` $HOME \\ !x'",
  "name = '%; rm -rf / #'",
  'two\nlines',
])('a shell passes %j on as it is', (where) => {
  const command = curl({
    origin: 'https://c.example',
    path: '/accounts',
    query: [`where=${where}`],
  })
  expect(argumentsOf(command)).toEqual([
    '-G',
    'https://c.example/accounts',
    '-H',
    'Authorization: User user, Organization organization',
    '--data-urlencode',
    `where=${where}`,
  ])
})
