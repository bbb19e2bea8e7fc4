/** As Next.js reads a query string: a repeated parameter is an array. */
export function readQueryParams(params: URLSearchParams): {
  [name: string]: string | string[] | undefined
} {
  const names = [...new Set(params.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const values = params.getAll(name)
      return [name, values.length > 1 ? values : values[0]]
    }),
  )
}
