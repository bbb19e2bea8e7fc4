/** How long an old Organization Secret can keep working after a reset. */
export const OVERLAP_HOURS = 24

// Because the use of a session is recorded once a minute.
export const MIN_IDLE_MINUTES = 2
