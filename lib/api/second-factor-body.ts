import { z } from 'zod'
import type { SecondFactorView } from '@/lib/second-factor/view'

const secondFactorBody = z
  .strictObject({
    authenticator: z
      .boolean()
      .meta({ description: 'Whether the user signs in with a code of an authenticator app.' }),
    createdDate: z.iso
      .datetime()
      .nullable()
      .meta({ example: '2026-03-03T14:32:00.000Z', description: 'When the app was confirmed.' }),
    recoveryCodesLeft: z.int().meta({ example: 10 }),
  })
  .meta({ id: 'SecondFactor' })

export const secondFactorResponse = {
  schema: secondFactorBody,
  present: (factor: SecondFactorView | null): z.input<typeof secondFactorBody> => ({
    authenticator: factor !== null,
    createdDate: factor?.createdAt.toISOString() ?? null,
    recoveryCodesLeft: factor?.recoveryCodes ?? 0,
  }),
}
