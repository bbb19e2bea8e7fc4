/** The input of the search box. A page has one. */
export const SEARCH_ID = 'search'
/** The link that opens the form for a new user. */
export const ADD_USER_ID = 'add-user'
/** The checkbox that selects all rows of a table. */
export const SELECT_PAGE_ID = 'select-page'
/** The button that opens the filters of a list. A page has one. */
export const ADD_FILTER_ID = 'add-filter'
