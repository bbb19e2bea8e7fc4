import { useEffect, useState } from 'react'

/** The module that `load`, which must not change, imports; undefined until it has arrived. */
export function useImport<Module extends object>(
  load: () => Promise<Module>,
): Module | 'failed' | undefined {
  const [module, setModule] = useState<Module | 'failed'>()
  useEffect(() => {
    load().then(setModule, () => setModule('failed'))
  }, [load])
  return module
}
