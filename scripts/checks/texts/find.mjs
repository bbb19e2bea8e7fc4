import ts from 'typescript'

/**
 * Finds texts that React could not update or remove once a browser has translated the page. The
 * translation puts each text node into elements of its own, but React keeps the node it created.
 * It only handles a text well that is the one child of its element. Returns `file:line: message`.
 */
export function findLooseTexts(files) {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, process.cwd())
  const program = ts.createProgram(files, options)
  const checker = program.getTypeChecker()
  return files.flatMap((file) => {
    const source = program.getSourceFile(file)
    const problems = []
    const report = (node, message) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
      problems.push(`${file}:${line + 1}: ${message}`)
    }
    const visit = (node) => {
      if (ts.isJsxElement(node) || ts.isJsxFragment(node)) checkChildren(node, checker, report)
      if (isComponent(node)) checkReturns(node, checker, report)
      ts.forEachChild(node, visit)
    }
    visit(source)
    return problems
  })
}

function checkChildren(parent, checker, report) {
  const children = parent.children.filter((child) => !isIgnoredByJsx(child))
  // A fragment may itself come and go, and its children with it.
  const isChanging = ts.isJsxFragment(parent) || children.some(ts.isJsxExpression)
  const isOnlyChild = children.length === 1 && !ts.isJsxFragment(parent)
  if (!isChanging || isOnlyChild) return
  for (const child of children) {
    if (isText(child, checker)) report(child, 'Give this text an element of its own.')
  }
}

function isIgnoredByJsx(child) {
  if (ts.isJsxText(child)) return child.containsOnlyTriviaWhiteSpaces
  return ts.isJsxExpression(child) && !child.expression
}

// Spaces are not translated.
function isText(child, checker) {
  if (ts.isJsxText(child)) return child.text.trim() !== ''
  if (!ts.isJsxExpression(child)) return false
  return mayBeText(checker.getTypeAtLocation(child.expression))
}

function mayBeText(type) {
  if (type.aliasSymbol?.name === 'ReactNode') return false
  const types = type.isUnion() ? type.types : [type]
  if (types.some((each) => each.flags & ts.TypeFlags.BigIntLike)) return false
  return types.some((each) => isTextType(each))
}

function isTextType(type) {
  if (type.isStringLiteral()) return type.value.trim() !== ''
  return Boolean(type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike))
}

function isComponent(node) {
  return ts.isFunctionDeclaration(node) && /^[A-Z]/.test(node.name?.text ?? '')
}

function checkReturns(component, checker, report) {
  const visit = (node) => {
    if (ts.isFunctionLike(node)) return
    if (ts.isReturnStatement(node) && node.expression) {
      if (mayBeText(checker.getTypeAtLocation(node.expression))) {
        report(node, 'Return an element instead of a text.')
      }
    }
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(component.body, visit)
}
