/** Goes round all organizations with one kind of work. */
import { type Context, type Runtime, systemContext } from './platform/context.ts'
import { listTenants } from './tenants.ts'

export interface Round {
  /** Who does it, as the ledger names it. */
  readonly name: string
  /** What the log says of an organization whose work failed. */
  readonly complaint: string
  /** Returns how much was done. */
  work(context: Context): Promise<number>
}

/** An organization whose work fails keeps no other waiting; the next round tries it again. Returns how much was done. */
export async function goRound(runtime: Runtime, { name, complaint, work }: Round): Promise<number> {
  let done = 0
  for (const { tenant_id } of await listTenants(runtime)) {
    try {
      done += await work(systemContext(runtime, tenant_id, name))
    } catch (error) {
      runtime.log.error({ err: error, tenant_id }, complaint)
    }
  }
  return done
}
