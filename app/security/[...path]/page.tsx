import { consolePage, consoleTitle } from '@/app/security/console-page'
import { AppError } from '@/lib/errors'

export const generateMetadata = consoleTitle('Not found', UnknownPage)

export default consolePage(UnknownPage)

/** Without this route, Next would show its 404 outside of the console's frame. */
async function UnknownPage(): Promise<never> {
  throw new AppError('not-found', 'Not found.')
}
