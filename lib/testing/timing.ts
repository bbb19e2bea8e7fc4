/** For tests that measure time. Other programs only add to it, so one of several attempts is enough. */
export const timed = { retry: 3 }
