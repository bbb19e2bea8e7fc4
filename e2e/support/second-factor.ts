import type { TestDatabase } from '@/e2e/support/test-db'

/** An authenticator app of which nobody knows the codes. */
export async function addSecondFactor(db: TestDatabase, userId: number): Promise<void> {
  await db.rows("INSERT INTO second_factors (user_id, secret, last_step) VALUES ($1, '', 0)", [
    userId,
  ])
}
