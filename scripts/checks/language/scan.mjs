import path from 'node:path'
import ts from 'typescript'
import { fileNames, names } from './names.mjs'
import { phrases } from './phrases.mjs'

const phrasePatterns = Object.entries(phrases).map(([phrase, better]) => ({
  pattern: new RegExp(`\\b${phrase.replaceAll(' ', '\\s+(?:(?://|\\*|#|--)\\s*)?')}\\b`, 'gi'),
  better,
}))

/** The problems in one file: `{ line, found, better }`. */
export function scan(file, text) {
  const isSource = /\.(tsx?|mjs|cjs|js)$/.test(file)
  return [...scanFileName(file), ...(isSource ? scanSource(file, text) : scanDocument(text))]
}

function scanFileName(file) {
  const name = path.basename(file).split('.')[0]
  const better = Object.hasOwn(fileNames, name) ? fileNames[name] : undefined
  const isStory = /\.story\.ts$/.test(file)
  return [
    ...(better ? [{ line: 1, found: `the file name ${name}`, better }] : []),
    ...(isStory ? [{ line: 1, found: 'the file name *.story.ts', better: '*.spec.ts' }] : []),
  ]
}

/** Documents, SQL and style sheets: phrases anywhere, names in code spans. */
function scanDocument(text) {
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(({ 1: code, index }) =>
    [...code.matchAll(/[A-Za-z]\w*/g)].flatMap(([word]) => oldName(word, lineAt(text, index))),
  )
  return [...oldPhrases(text, 0, text), ...spans]
}

function scanSource(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const problems = comments(source).flatMap(({ pos, end }) =>
    oldPhrases(text.slice(pos, end), pos, text),
  )
  const visit = (node) => {
    const start = node.getStart()
    if (ts.isIdentifier(node)) problems.push(...oldName(node.text, lineAt(text, start)))
    if (isText(node)) problems.push(...oldPhrases(node.getText(), start, text))
    if (isSpreadOfLiteral(node)) {
      problems.push({ line: lineAt(text, start), found: 'spread literal', better: 'its members' })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return problems
}

function comments(source) {
  const text = source.getFullText()
  const found = new Map()
  const visit = (node) => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ]
    if (!ts.isJsxText(node)) for (const range of ranges) found.set(range.pos, range)
    for (const child of node.getChildren(source)) visit(child)
  }
  visit(source)
  return joinAdjacent(
    [...found.values()].toSorted((a, b) => a.pos - b.pos),
    text,
  )
}

/** Joins line comments, because a phrase can be wrapped. */
function joinAdjacent(ranges, text) {
  const joined = []
  for (const { pos, end } of ranges) {
    const last = joined.at(-1)
    if (last && text.slice(last.end, pos).trim() === '') last.end = end
    else joined.push({ pos, end })
  }
  return joined
}

function isText(node) {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isJsxText(node)
  )
}

function isSpreadOfLiteral(node) {
  const isSpread =
    ts.isSpreadAssignment(node) || ts.isSpreadElement(node) || ts.isJsxSpreadAttribute(node)
  return (
    isSpread &&
    (ts.isObjectLiteralExpression(node.expression) || ts.isArrayLiteralExpression(node.expression))
  )
}

function oldName(name, line) {
  return Object.hasOwn(names, name) ? [{ line, found: name, better: names[name] }] : []
}

function oldPhrases(part, offset, text) {
  return phrasePatterns.flatMap(({ pattern, better }) =>
    [...part.matchAll(pattern)].map((match) => ({
      line: lineAt(text, offset + match.index),
      found: match[0].replace(/\s+/g, ' '),
      better,
    })),
  )
}

function lineAt(text, index) {
  return text.slice(0, index).split('\n').length
}
