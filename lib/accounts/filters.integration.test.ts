import { expect, test } from 'vitest'
import { exportAccounts, searchAccounts } from '@/lib/accounts/queries'
import { previewDeletion } from '@/lib/deletions/queries'
import * as make from '@/lib/testing/factories'
