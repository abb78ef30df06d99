/** All organizations, for work that goes round them one by one. */
import type { Runtime } from './platform/context.ts'

export interface Tenant {
  readonly tenant_id: string
  readonly name: string
  readonly is_sample: boolean
}

export const listTenants = async (runtime: Runtime): Promise<Tenant[]> =>
  (await runtime.database.pool.query('SELECT * FROM people.tenants()')).rows as Tenant[]
