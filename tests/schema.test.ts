/** The schema as a whole: its dump is up to date, and every table stands behind the wall between tenants. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, TENANT, type TestDatabase } from './fixtures/database.ts'
import { dumpSchema } from './fixtures/schema-dump.ts'

/** Tables that belong to no tenant, each with its reason. */
const SHARED: Readonly<Record<string, string>> = {
  'public.sevenfold_migration': 'which migrations have run',
  'auth.user': 'a person may be in several organizations',
  'auth.session': 'belongs to a user',
  'auth.account': 'belongs to a user',
  'auth.verification': 'belongs to a user',
  'auth.sign_in_attempt': 'nobody is known yet',
}

let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await openTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})

afterAll(async () => {
  await owner.end()
  await database.close()
})

test('schema.sql is the dump after the last migration (npx vitest run tests/schema.test.ts -u writes it)', async () => {
  await expect(await dumpSchema(owner)).toMatchFileSnapshot('../server/migrations/schema.sql')
})

test('every table has the tenant first in its key and cannot be read past the wall', async () => {
  const { rows } = await owner.query<{ name: string; first_key: string | null; is_walled: boolean; policies: number }>(
    `SELECT n.nspname || '.' || r.relname AS name, r.relrowsecurity AND r.relforcerowsecurity AS is_walled,
       (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = r.oid AND i.indisprimary) AS first_key,
       (SELECT count(*) FROM pg_policy p WHERE p.polrelid = r.oid)::int AS policies
     FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace
     WHERE r.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%'
       AND n.nspname NOT IN ('information_schema', 'graphile_worker')`,
  )
  const open = rows.filter((row) => !(row.name in SHARED))
  const bare = open.filter((row) => row.first_key !== 'tenant_id' || !row.is_walled || row.policies === 0)
  expect(bare.map((row) => row.name)).toEqual([])
})

test('every unique key contains the tenant', async () => {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class r ON r.oid = i.indrelid
       JOIN pg_namespace n ON n.oid = r.relnamespace
     WHERE i.indisunique AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'graphile_worker')
       AND n.nspname || '.' || r.relname <> ALL ($1)
       AND NOT EXISTS (SELECT 1 FROM pg_attribute a
         WHERE a.attrelid = i.indrelid AND a.attname = 'tenant_id' AND a.attnum = ANY (i.indkey::int2[]))`,
    [Object.keys(SHARED)],
  )
  expect(rows.map((row) => row.name)).toEqual([])
})

test("the application's role can neither bypass the wall nor change the ledger", async () => {
  const { rows } = await owner.query(
    `SELECT rolsuper, rolbypassrls, rolcreaterole,
       has_table_privilege(rolname, 'ledger.event', 'UPDATE') AS may_update,
       has_table_privilege(rolname, 'ledger.event', 'DELETE') AS may_delete,
       has_table_privilege(rolname, 'ledger.event', 'TRUNCATE') AS may_truncate
     FROM pg_roles WHERE rolname = 'sevenfold_app'`,
  )
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      may_update: false,
      may_delete: false,
      may_truncate: false,
    },
  ])
})

test('no door leads round the wall: the application owns nothing, is nobody else, and every policy it meets is the wall', async () => {
  const { rows: owned } = await owner.query(
    `SELECT oid::regclass::text AS name FROM pg_class WHERE relowner = 'sevenfold_app'::regrole
     UNION ALL SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'sevenfold_app'::regrole
     UNION ALL SELECT oid::regprocedure::text FROM pg_proc WHERE proowner = 'sevenfold_app'::regrole`,
  )
  expect(owned).toEqual([])
  const { rows: policies } = await owner.query<{ rule: string }>(
    `SELECT DISTINCT pg_get_expr(polqual, polrelid) || coalesce(pg_get_expr(polwithcheck, polrelid), '') AS rule
     FROM pg_policy p JOIN pg_class r ON r.oid = p.polrelid
     WHERE polroles && ARRAY[0::oid, 'sevenfold_app'::regrole::oid] AND r.relnamespace <> 'graphile_worker'::regnamespace`,
  )
  expect(policies).toHaveLength(1)
  expect(policies[0]!.rule).toMatch(/^\(tenant_id = \(NULLIF\(current_setting\('app\.tenant'/)
})

test('the queue of jobs lies outside the wall: the application runs what is there and puts nothing in past the relay', async () => {
  const { rows } = await owner.query<{ name: string; privileges: string }>(
    `SELECT r.relname AS name, string_agg(g.privilege, ' ' ORDER BY g.privilege) AS privileges
     FROM pg_class r, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) g (privilege)
     WHERE r.relnamespace = 'graphile_worker'::regnamespace AND r.relkind = 'r'
       AND has_table_privilege('sevenfold_app', r.oid, g.privilege) GROUP BY r.relname ORDER BY r.relname`,
  )
  expect(rows).toEqual([
    { name: '_private_job_queues', privileges: 'SELECT UPDATE' },
    { name: '_private_jobs', privileges: 'DELETE SELECT UPDATE' },
    { name: '_private_known_crontabs', privileges: 'SELECT' },
    { name: '_private_tasks', privileges: 'INSERT SELECT' },
    { name: 'migrations', privileges: 'SELECT' },
  ])
})

test('without a tenant the application sees no row', async () => {
  await owner.query(
    `INSERT INTO customers.customer (tenant_id, customer_id, name, subject_version) VALUES ($1, 'C1', 'One', 1)`,
    [TENANT],
  )
  const { rows } = await database.database.pool.query('SELECT customer_id FROM customers.customer')
  expect(rows).toEqual([])
})
