import { afterAll, expect, test } from 'vitest'
import { schemaEngine } from '@/lib/db/internals/schema-engine-wasm'
import { WholeScriptAdapter } from '@/lib/db/internals/whole-script-adapter'

const connectionString = process.env.MIGRATE_DATABASE_URL ?? ''
const connections = new WholeScriptAdapter(connectionString, () => undefined)
afterAll(() => connections.close())

test('the engine starts and exports the timer import that is replaced', async () => {
  const engine = await schemaEngine()
  expect(engine.SchemaEngine).toBeTypeOf('function')
  const timers = Object.keys(engine).filter((name) => name.startsWith('__wbg_setTimeout_'))
  expect(timers).toHaveLength(1)
})

test('a script with semicolons inside a function body runs', async () => {
  const adapter = await connections.connect()
  await adapter.executeScript(`
    CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;
    SELECT two();`)
})

test('a script that fails leaves nothing behind', async () => {
  const adapter = await connections.connect()
  const script = 'CREATE TABLE half_done (); SELECT 1 / 0;'
  await expect(adapter.executeScript(script)).rejects.toThrow('division by zero')
  const { rows } = await adapter.underlyingDriver().query(`SELECT to_regclass('half_done') AS made`)
  expect(rows).toEqual([{ made: null }])
})
