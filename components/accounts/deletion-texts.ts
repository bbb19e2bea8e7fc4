/** Deactivating an account is the same as deleting it. The question repeats the word that people chose. */
export type DeletionChange = 'delete' | 'deactivate'

export const deletionTexts = {
  delete: { verb: 'Delete', submit: 'Delete Account', busy: 'Deleting…', done: 'deleted' },
  deactivate: {
    verb: 'Deactivate',
    submit: 'Deactivate',
    busy: 'Deactivating…',
    done: 'deactivated',
  },
}

export function deletionQuestion({ name }: { name: string }, change: DeletionChange): string {
  return `${deletionTexts[change].verb} “${name}”?`
}
