/** Founds an organization: from then on it is a tenant. */
import { createRecord } from '../../ledger/index.ts'
import { type Context, type Runtime, systemContext } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { organization } from './member.ts'

/** Returns the new tenant's context, acting for the program, for adding the first members with. */
export async function foundOrganization(runtime: Runtime, name: string, isSample = false): Promise<Context> {
  const tenantId = runtime.ids.uuid()
  const context = systemContext(runtime, tenantId, 'founding')
  await inTransaction(context, (tx) =>
    createRecord(context, tx, organization, { organization_id: tenantId, name, is_sample: isSample }),
  )
  return context
}
