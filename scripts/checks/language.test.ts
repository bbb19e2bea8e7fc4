import { expect, test } from 'vitest'
import { fileNames, names } from '@/scripts/checks/language/names.mjs'
import { phrases } from '@/scripts/checks/language/phrases.mjs'
import { scan } from '@/scripts/checks/language/scan.mjs'

const found = (file: string, text: string) => scan(file, text).map((problem) => problem.found)

/** A text that the regular expression of a phrase matches. */
const sample = (phrase: string) =>
  phrase.replaceAll(/\(([^|)]*)[^)]*\)/g, '$1').replaceAll(/.\?/g, '')

test.each(Object.keys(names))('the name %s is found in code and in documents', (name) => {
  expect(found('a.ts', `const ${name} = 1`)).toContain(name)
  expect(found('a.tsx', `const a = <b.${name} />`)).toContain(name)
  expect(found('a.md', `Call \`${name}()\`.`)).toContain(name)
})

test.each(Object.keys(phrases).map(sample))('the phrase "%s" is found in every text', (phrase) => {
  expect(found('a.ts', `// It is ${phrase}.\nconst a = 1`)).toEqual([phrase])
  expect(found('a.ts', `f(1) /* ${phrase} */`)).toEqual([phrase])
  expect(found('a.ts', `f('It is ${phrase}.')`)).toEqual([phrase])
  expect(found('a.ts', `f(\`\${a} is ${phrase}\`)`)).toEqual([phrase])
  expect(found('a.tsx', `const a = <p>It is ${phrase}.</p>`)).toEqual([phrase])
  expect(found('a.md', `It is ${phrase}.`)).toEqual([phrase])
  expect(found('a.ts', `// It is ${phrase.replaceAll(' ', '\n// ')}.\nconst a = 1`)).toHaveLength(1)
})

test.each(Object.keys(fileNames))('the file name %s is found', (name) => {
  expect(found(`lib/jobs/${name}.ts`, '')).toEqual([`the file name ${name}`])
  expect(found(`lib/jobs/${name}.integration.test.ts`, '')).toHaveLength(1)
})

test('a spread of a literal is found', () => {
  expect(found('a.ts', 'const a = { ...{ b } }')).toEqual(['spread literal'])
  expect(found('a.ts', "const a = [...['b']]")).toEqual(['spread literal'])
  expect(found('a.tsx', 'const a = <b {...{ c }} />')).toEqual(['spread literal'])
})

test('other text passes', () => {
  const code = `
    // Untold histories are fine, and so is https://example.com/storybook/told.
    const retold = { ...(a ? { b } : {}), ...rest, foundAt: understood }
    f('foretold', askedOften)
  `
  expect(found('lib/work-days.ts', code)).toEqual([])
})
