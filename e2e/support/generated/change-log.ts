import type { Client } from 'pg'
import { connectAsOwner } from '@/e2e/support/owner'

const tables = ['organizations', 'accounts', 'users', 'former_passwords', 'idempotency_keys']

async function asOwner<T>(directory: string, work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = await connectAsOwner(directory)
  return work(owner).finally(() => owner.end())
}

/** From now on, the database notes which of its transactions changes a row. */
export function logChanges(directory: string): Promise<unknown> {
  const triggers = tables.map(
    (table) => `CREATE TRIGGER log_change AFTER INSERT OR UPDATE OR DELETE ON ${table}
                  FOR EACH ROW EXECUTE FUNCTION log_change();`,
  )
  return asOwner(directory, (owner) =>
    owner.query(`
      CREATE TABLE change_log (transaction xid);
      CREATE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        INSERT INTO public.change_log VALUES (pg_current_xact_id()::xid);
        RETURN NULL;
      END $$;
      ${triggers.join('\n')}`),
  )
}

/** The requests that have changed something; undefined for a change without an audit row. */
export function changingRequests(directory: string): Promise<(string | undefined)[]> {
  return asOwner(directory, async (owner) => {
    const { rows } = await owner.query<{ requestId: string | null }>(`
      SELECT DISTINCT request_id AS "requestId"
        FROM change_log LEFT JOIN audit_events a
          ON a.xmin = transaction AND a.outcome = 'done'`)
    return rows.map(({ requestId }) => requestId ?? undefined)
  })
}
