import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Route handlers that accept a form. */
const handlers = [
  /^\/sign-out\/confirm$/,
  /^\/api\/auth\/(callback\/(credentials|second-factor)|signout)$/,
  /^\/security\/(accounts\/)?jobs\/[^/]+\/links$/,
]

const pages = findPaths('page.tsx')
const otherRoutes = findPaths('route.ts')

/** Whether a form can be sent to this path. Next would run a server action at any path. */
export function takesForms(pathname: string): boolean {
  return handlers.some((pattern) => pattern.test(pathname)) || isPage(pathname)
}

export function isPage(pathname: string): boolean {
  const isMatch = (pattern: RegExp) => pattern.test(pathname)
  // A page for every path, such as `[...path]`, only gets what no other route takes.
  return pages.some(isMatch) && !otherRoutes.some(isMatch)
}

/** The paths of `app` that have such a file, as Next derives them from the names of folders. */
function findPaths(fileName: string): RegExp[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === fileName)
    .map((file) => path.dirname(file).split(path.sep).filter(isPartOfPath).map(toPattern))
    .map((segments) => new RegExp(`^/${segments.join('/')}$`))
}

function isPartOfPath(folder: string): boolean {
  return folder !== '.' && !folder.startsWith('(')
}

function toPattern(folder: string): string {
  if (folder.startsWith('[...')) return '.+'
  return folder.startsWith('[') ? '[^/]+' : folder
}
