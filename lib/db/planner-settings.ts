/**
 * Every connection of the application sets these. The embedded database has them for its owner too. The
 * defaults of PostgreSQL are for hard disks and long reports: with them, version 15 reads some pages of
 * a list from the primary key, past all rows that don't belong to it.
 */
export const plannerSettings = [
  'random_page_cost=1.1',
  // A request reads little, so parallel workers would only take processors from other requests.
  'max_parallel_workers_per_gather=0',
  // Compiling a statement takes longer than running it.
  'jit=off',
]
