// Between two slashes, also encoded.
const dots = /(?<=\/)(?:\.|%2e){1,2}(?=\/|$)/gi

/**
 * Keeps the segments of a path as they were sent. A URL parser would resolve `..`, read a backslash
 * as a slash and cut off what follows `#`, so that `DELETE /accounts/1/users/..` deletes the account.
 */
export function keepSegments(url: string): string {
  const [path = '', ...query] = url.replaceAll('#', '%23').split('?')
  const literal = path
    .replaceAll('\\', '%5C')
    // Encoded twice, because parsers read `%2e` as a dot.
    .replace(dots, (segment) => segment.replace(/\.|%2e/gi, '%252e'))
  return [literal, ...query].join('?')
}
