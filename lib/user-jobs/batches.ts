import 'server-only'
import { userBatchCommand } from '@/lib/user-jobs/change-batch'

export const deactivateUsersBatch = userBatchCommand('deactivate')
export const reactivateUsersBatch = userBatchCommand('reactivate')
export const requirePasswordsBatch = userBatchCommand('require-password')
export const grantAdminBatch = userBatchCommand('grant-admin')
export const revokeAdminBatch = userBatchCommand('revoke-admin')
export const deleteUsersBatch = userBatchCommand('delete')
