import 'server-only'
import { cookies } from 'next/headers'
import { isServedOverTls } from '@/lib/auth/cookies'
import { id } from '@/lib/ids'

const name = 'console-recent-job'
const path = '/security'
const DAY_SECONDS = 24 * 60 * 60

/** Remembers a job that a form of this browser started, so that the list leads to it for a day. */
export async function rememberJob(jobId: number): Promise<void> {
  const jar = await cookies()
  jar.set(name, String(jobId), {
    path,
    maxAge: DAY_SECONDS,
    httpOnly: true,
    sameSite: 'lax',
    secure: isServedOverTls(),
  })
}

export async function forgetJob(): Promise<void> {
  const jar = await cookies()
  jar.delete({ name, path })
}

export async function recentJobId(): Promise<number | undefined> {
  return id.safeParse((await cookies()).get(name)?.value).data
}
