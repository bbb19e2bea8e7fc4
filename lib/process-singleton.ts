/**
 * Next bundles a module several times into one process, and each copy has its own variables.
 * A value made here is shared by all copies.
 */
export function processSingleton<T extends object>(name: string, make: () => T): T {
  const key = Symbol.for(`accounts-console.${name}`)
  if (!Reflect.has(globalThis, key)) Reflect.set(globalThis, key, make())
  return Reflect.get(globalThis, key)
}
