import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLooseTexts } from '@/scripts/checks/texts/find.mjs'

const loose = {
  adjacent: '<p>{n} of <b>{name}</b></p>',
  before: '<p>{open && <b>x</b>} Copy</p>',
  conditional: "<p>{open && 'Saved'} <b>x</b></p>",
  fragment: '<p>{open ? <><b>x</b>Saved</> : null}</p>',
  pieces: '<p>{n} selected</p>',
}

const held = {
  only: '<p>{name}</p>',
  template: '<p>{`Account ` + name}</p>',
  either: "<p>{open ? <b>x</b> : 'Saved'}</p>",
  fixed: '<p>Read the <b>documentation</b> first.</p>',
  wrapped: '<p><span>{name}</span> {open && <b>x</b>}</p>',
  spaces: "<p><b>{name}</b>{' '}<b>{n}</b></p>",
}

let directory: string
let problems: string[]

const component = (name: string, body: string) =>
  `export function ${name}({ n, name, open }: { n: number; name: string; open: boolean }) {\n${body}\n}\n`

beforeAll(() => {
  mkdirSync('node_modules/.cache', { recursive: true })
  directory = path.relative('.', mkdtempSync(path.resolve('node_modules/.cache/texts-')))
  const write = (name: string, body: string) => {
    const file = path.join(directory, `${name}.tsx`)
    writeFileSync(file, component(`C${name}`, body))
    return file
  }
  const files = Object.entries({ ...loose, ...held }).map(([name, jsx]) =>
    write(name, `return ${jsx}`),
  )
  problems = findLooseTexts([
    ...files,
    write('returned', "if (open) return 'x'\nreturn <b>{n}</b>"),
  ])
}, 60_000)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

test.each([...Object.keys(loose), 'returned'])('the text in "%s" is found', (name) => {
  expect(problems.some((problem) => problem.includes(`${name}.tsx`))).toBe(true)
})

test.each(Object.keys(held))('the text in "%s" is fine', (name) => {
  expect(problems.filter((problem) => problem.includes(`${name}.tsx`))).toEqual([])
})
