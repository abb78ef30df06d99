/**
 * The rebuild under way in this process, one a tenant at most. It is one transaction: whoever reads meanwhile sees the
 * figures as they were, and a process that ends early leaves them so.
 */
import type { Rebuild } from '../../../contract/rebuild.ts'
import type { Context } from '../../platform/context.ts'
import { rebuildVerdicts } from './refresh.ts'

const NONE: Rebuild = { state: 'none', orders: 0, orders_total: 0, changed_lines: null, changed_rows: null }
const runs = new Map<string, Rebuild>()

export const rebuildOf = (context: Context): Rebuild => runs.get(context.principal.tenantId) ?? NONE

/** Starts a rebuild unless one is running already; either way the answer says how far it is. */
export function startRebuild(context: Context): Rebuild {
  const { tenantId } = context.principal
  if (rebuildOf(context).state === 'running') return rebuildOf(context)
  const note = (change: Partial<Rebuild>) => runs.set(tenantId, { ...rebuildOf(context), ...change })
  runs.set(tenantId, { ...NONE, state: 'running' })
  // Not inside the request's own transaction: the rebuild outlives the request.
  rebuildVerdicts({ ...context, tx: undefined }, ({ orders, ordersTotal }) => {
    note({ orders, orders_total: ordersTotal })
  }).then(
    (result) => note({ state: 'done', changed_lines: result.changedLines, changed_rows: result.changedRows }),
    (error: Error) => {
      context.log.error({ err: error }, 'the verdicts could not be rebuilt')
      note({ state: 'failed' })
    },
  )
  return rebuildOf(context)
}
