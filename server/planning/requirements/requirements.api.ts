/** What must be observed at an order or a shipment: found anew each time, so that what was said once holds at once. */
import { z } from 'zod'
import { AppliedQuery, AppliedRequirements, CustomerRequirements } from '../../../contract/applied-requirements.ts'
import { Code } from '../../../contract/values.ts'
import { requireCustomer } from '../../modules/customers/index.ts'
import { localDayAt } from '../../modules/locations/index.ts'
import { requirementsFor } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { linesOfOrder, linesOfShipment, recordedFor, type WorkedLine } from './lines.store.ts'

type Applied = z.infer<typeof AppliedRequirements>['rows'][number]
type Step = z.infer<typeof AppliedQuery>['step']

/** Each requirement once, with its lines in their order. */
async function appliedTo(tx: Tx, lines: readonly WorkedLine[], step: Step): Promise<{ rows: Applied[] }> {
  const met = await requirementsFor(tx, lines)
  const found = new Map<string, Applied>()
  lines.forEach(({ order_id, line_number }, at) => {
    for (const requirement of met[at]!) {
      if (step && !requirement.steps.includes(step)) continue
      const known = found.get(requirement.requirement_id) ?? {
        ...requirement,
        sources: [...requirement.sources],
        lines: [],
      }
      known.lines.push({ order_id, line_number })
      found.set(requirement.requirement_id, known)
    }
  })
  return { rows: [...found.values()] }
}

/** How goods of a kind are handled is ours; what was said for the customer and its places is theirs too. */
const isTheirs = ({ sources }: Applied) => sources.some((source) => source !== 'product')

const params = z.object({ id: Code })
const dayNow = (tx: Tx, { clock }: Context) => localDayAt(tx, null, clock.now())

const ofOrder = (prefix: string, permission: string) =>
  endpoint({
    method: 'GET',
    path: `${prefix}/orders/:id/requirements`,
    tag: 'requirements',
    permission,
    summary: 'What must be observed at an order, with the lines it applies to',
    params,
    query: AppliedQuery,
    answer: AppliedRequirements,
    handle: (context, { params: { id }, query }) =>
      inSnapshot(context, async (tx) => {
        const setting = { today: await dayNow(tx, context), visibleTo: context.principal.customerId }
        const applied = await appliedTo(tx, await linesOfOrder(tx, id, setting), query.step)
        return setting.visibleTo === null ? applied : { rows: applied.rows.filter(isTheirs) }
      }),
  })

export const appliedRequirementEndpoints: AnyEndpoint[] = [
  ofOrder('', 'orders.read'),
  ofOrder('/portal', 'portal.read'),
  endpoint({
    method: 'GET',
    path: '/customers/:id/requirements',
    tag: 'requirements',
    permission: 'orders.read',
    summary: 'All that must be observed for a customer and its places, now or from a coming day on',
    params,
    answer: CustomerRequirements,
    handle: (context, { params: { id } }) =>
      inSnapshot(context, async (tx) => {
        await requireCustomer(tx, id)
        return { rows: await recordedFor(tx, id, await dayNow(tx, context)) }
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/shipments/:id/requirements',
    tag: 'requirements',
    permission: 'orders.read',
    summary: 'What must be observed at a shipment, with the lines it applies to',
    params,
    query: AppliedQuery,
    answer: AppliedRequirements,
    handle: (context, { params: { id }, query }) =>
      inSnapshot(context, async (tx) =>
        appliedTo(tx, await linesOfShipment(tx, id, await dayNow(tx, context)), query.step),
      ),
  }),
]
