import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { load } from '../../bundle.mjs'
import { formatLimit } from './format.mjs'

const { SyntaxKind } = ts
const calculate = {
  [SyntaxKind.AsteriskToken]: (left, right) => left * right,
  [SyntaxKind.SlashToken]: (left, right) => left / right,
  [SyntaxKind.PlusToken]: (left, right) => left + right,
}

/** How the document writes the value of a constant, or of the default of a setting. */
export async function limitValue(file, name) {
  if (file !== 'lib/env.ts') return formatLimit(name, constantIn(file, name))
  return formatLimit(name, (await defaultSettings())[name])
}

let settings

// Loading a module twice at the same time would use one file for both.
function defaultSettings() {
  settings ??= readDefaultSettings()
  return settings
}

async function readDefaultSettings() {
  const { readSettings } = await load('lib/env.ts')
  const environment = process.env
  process.env = {}
  try {
    return readSettings()
  } finally {
    process.env = environment
  }
}

function constantIn(file, name) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const initializers = new Map()
  const visit = (node) => {
    const isNamed = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)
    if (isNamed && ts.isIdentifier(node.name) && node.initializer) {
      if (!initializers.has(node.name.text)) initializers.set(node.name.text, node.initializer)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const evaluate = (node) => {
    if (!node) return undefined
    if (ts.isIdentifier(node)) return evaluate(initializers.get(node.text))
    if (ts.isStringLiteral(node)) return node.text
    if (ts.isNumericLiteral(node)) return Number(node.text)
    if (!ts.isBinaryExpression(node)) return undefined
    return calculate[node.operatorToken.kind]?.(evaluate(node.left), evaluate(node.right))
  }
  return evaluate(initializers.get(name))
}
