/** The path of Cloud Elements 2.0, with which the API is compatible. */
export const API_PATH = '/elements/api-v2'
