'use server'

import { refresh } from 'next/cache'
import { forgetJob } from '@/lib/transport/recent-job'
import { isSameOriginRequest } from '@/lib/transport/request'

/** Needs no permission: it only changes what this browser remembers. */
export async function dismissRecentJob(): Promise<void> {
  if (!(await isSameOriginRequest())) return
  await forgetJob()
  refresh()
}
