const CHECK_MS = 500

/**
 * Sends this process SIGTERM once what started it has ended, if that was npm: it passes signals on to
 * its shell, which ends without its program.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const { pid, ppid } = process
  const check = setInterval(() => {
    if (process.ppid === ppid) return
    clearInterval(check)
    process.kill(pid, 'SIGTERM')
  }, CHECK_MS)
  check.unref()
}
