import type { Wordings } from '@/lib/activity-log/wording'

export const activityWordings: Wordings = {
  'activity.search': { do: 'open the activity' },
  'activity.listRecent': { do: 'list recent changes' },
  'activity.export': { do: 'export the activity' },
  'activity.list': { do: 'list the audit log' },
}
