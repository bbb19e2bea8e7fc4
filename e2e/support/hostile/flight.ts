/** The parts of a multipart body: React's encoding of the arguments of a server action. */
export type Parts = [name: string, value: string][]

const references = [
  '$',
  '$$',
  '$0',
  '$1',
  '$ff',
  '$-1',
  `$${'9'.repeat(100)}`,
  '$@0',
  '$@1',
  '$@ff',
  '$h0',
  '$h1',
  '$H',
  '$T',
  '$Tx',
  '$F0',
  '$E0',
  '$K0',
  '$K1',
  '$Kff',
  '$Q0',
  '$Q1',
  '$W0',
  '$W1',
  '$i0',
  '$i1',
  '$I',
  '$-',
  '$N',
  '$undefined',
  '$D',
  '$Dx',
  `$n${'9'.repeat(5_000)}`,
  '$nx',
  '$A0',
  '$O0',
  '$U0',
  '$S0',
  '$L0',
  '$V0',
  '$B0',
  '$Bff',
  '$R0',
  '$r0',
  '$X0',
  '$x0',
  '$0:__proto__:toString',
  '$0:constructor:constructor',
  '$1:then',
  '$P0',
]

const state = { status: 'idle' }

const asState = (value: unknown): Parts => [['0', JSON.stringify([value, '$K1'])]]
const asData = (value: unknown): Parts => [['0', JSON.stringify([state, value])]]
const asKey = (value: string): Parts => [
  ['0', JSON.stringify([{ status: 'idle', nested: [{ [value]: value }] }, '$K1'])],
  ['1_unknown', value],
]
const asChunk = (value: unknown): Parts => [
  ['0', '["$1","$K2"]'],
  ['1', JSON.stringify(value)],
]

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const malformed: Parts[] = [
  [],
  [['0', '']],
  [['0', '[']],
  [['0', 'null']],
  [['0', '{}']],
  [['0', '[]']],
  [['0', '"$K1"']],
  [['0', nested(10_000)]],
  [['0', `[${'1,'.repeat(20_000)}1]`]],
  [['0', '{"__proto__":{"polluted":true}}']],
  [['0', '[{"constructor":{"prototype":{"polluted":true}}},"$K1"]']],
  [['0', '[{"then":"$1:push"},"$K1"]']],
  [['1', '[]']],
  [
    ['0', '["$1","$K2"]'],
    ['1', '["$0"]'],
  ],
  [
    ['0', '["$@1","$K2"]'],
    ['1', '["$@1"]'],
  ],
  [
    ['0', '[{},"$K1"]'],
    ['0', '[{},"$K1"]'],
  ],
  [
    ['0', '[{},"$K1"]'],
    ['1_', 'x'],
    ['1___proto__', 'x'],
    ['1_constructor', 'x'],
  ],
  [
    ['0', '[{},"$K1"]'],
    ...Array.from({ length: 500 }, (_, n): [string, string] => [`1_f${n}`, 'x']),
  ],
]

/** Arguments that no client of ours sends, for an action that takes a state and form data. */
export const hostileArguments: Parts[] = [
  ...references.flatMap((value) => [asState(value), asData(value), asKey(value), asChunk(value)]),
  ...malformed,
]

/** Forms without a script that name an action in ways that no page does. */
export function hostileForms(action: string): Parts[] {
  const reference = (bound: string): Parts => [
    ['$ACTION_REF_1', ''],
    ['$ACTION_1:0', `{"id":"${action}","bound":"${bound}"}`],
  ]
  return [
    [['$ACTION_ID_', '']],
    [['$ACTION_ID_x', '']],
    [[`$ACTION_ID_${'0'.repeat(42)}`, '']],
    [['$ACTION_ID___proto__', '']],
    [['$ACTION_REF_', '']],
    [['$ACTION_REF_1', '']],
    [
      ['$ACTION_REF_1', ''],
      ['$ACTION_1:0', '{'],
    ],
    [
      ['$ACTION_REF_1', ''],
      ['$ACTION_1:0', 'null'],
    ],
    ...references.map(reference),
    [...reference('$@1'), ['$ACTION_1:1', nested(10_000)]],
    [...reference('$@1'), ['$ACTION_1:1', '"text"'], ['$ACTION_KEY', '\0']],
    [...reference('$@1'), [`$ACTION_ID_${action}`, '']],
    [
      [`$ACTION_ID_${action}`, ''],
      [`$ACTION_ID_${action}`, ''],
    ],
  ]
}

const BOUNDARY = 'form-boundary'

export const multipart = `multipart/form-data; boundary=${BOUNDARY}`

export function encodeParts(parts: Parts): string {
  const encoded = parts.map(
    ([name, value]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${encoded.join('')}--${BOUNDARY}--\r\n`
}
