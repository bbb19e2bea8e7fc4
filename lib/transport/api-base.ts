/** Where the API is, as in the one that it is compatible with. */
export const BASE = '/elements/api-v2'
