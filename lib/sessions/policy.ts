/** A sign-in beyond this ends the oldest session. */
export const MAX_SESSIONS = 20
