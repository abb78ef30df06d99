/** What the sample's customers think, claim and say of how problems were handled, told through the commands at their hours. */
import sql from 'sql-template-tag'
import { HANDLED_ANSWERS, HANDLED_PARTS } from '../contract/feedback.ts'
import type { Role } from '../contract/people.ts'
import { Refusal } from '../contract/refusals.ts'
import { claimStories, type DeliveredOrder, feedbackStories } from '../engines/simulation/index.ts'
import { decideClaim, inspectReturn, openClaim, receiveReturn, recoverClaim } from './modules/claims/index.ts'
import { answerFeedback, giveFeedback, recordChange, sayHowHandled } from './modules/feedback/index.ts'
import { fixedClock } from './platform/clock.ts'
import type { Context } from './platform/context.ts'
import { inSnapshot } from './platform/database/transaction.ts'
import { showClaim } from './views/service-desk/claim-list.ts'
import { listAskings } from './views/service-desk/how-handled.ts'

const TOLD_DAYS = 60
const OPINIONS = 60
const CLAIMS = 18
const HARMED = 9
const DAY_MS = 86_400_000
const CALLED = 'Called them; we agreed on who looks after it from now on.'

interface Telling {
  readonly seed: number
  readonly people: Readonly<Record<Role, string>>
  readonly signal?: AbortSignal | undefined
}

export async function tellOpinions(context: Context, { seed, people, signal }: Telling): Promise<void> {
  const now = context.clock.now().getTime()
  const as = (role: Role, instant: number): Context => ({
    ...context,
    clock: fixedClock(new Date(instant)),
    principal: { ...context.principal, actor: `user:${people[role]}` },
  })
  const opinions = feedbackStories(await deliveredOrders(context, OPINIONS), { seed, now })
  for (const { order, channel, given_at, answered_at, answer, change, ...said } of opinions) {
    signal?.throwIfAborted()
    const shipment_id = channel === 'door' ? order.shipment_id : null
    const wish = { ...said, channel, order_id: order.order_id, line_number: order.line_number, shipment_id }
    const { feedback_id, state } = await giveFeedback(as('coordinator', given_at), {
      ...wish,
      feedback_id: `FB-${order.order_id}`,
    })
    if (answered_at === null || state !== 'open') continue
    await answerFeedback(as('coordinator', answered_at), String(feedback_id), { text: answer, told_by: 'message' })
    if (change) await recordChange(as('manager', Math.min(now, answered_at + DAY_MS)), String(feedback_id), change)
  }
  await tellClaims(context, { seed, now, as, signal })
  await answerAskings(context, { now, as })
}

interface Times {
  readonly now: number
  readonly as: (role: Role, instant: number) => Context
}

async function tellClaims(
  context: Context,
  { seed, now, as, signal }: Times & { seed: number; signal: AbortSignal | undefined },
): Promise<void> {
  const harmed = await deliveredOrders(context, HARMED, true)
  const others = await deliveredOrders(context, CLAIMS)
  const known = new Set(harmed.map(({ order_id }) => order_id))
  const orders = [...harmed, ...others.filter(({ order_id }) => !known.has(order_id))]
  for (const story of claimStories(orders, { seed, now })) {
    signal?.throwIfAborted()
    const { order, kind, wish, condition, comment, decided_at } = story
    const lines = [{ line_number: order.line_number, quantity: 1, condition }]
    const claim = { claim_id: `CL-${order.order_id}`, order_id: order.order_id, kind, wish, comment, lines }
    const { claim_id, recovery_state } = await openClaim(as('coordinator', story.opened_at), claim, {
      customer_id: null,
    })
    const id = String(claim_id)
    if (story.decision === null) continue
    const { lines: found } = await inSnapshot(context, (tx) => showClaim(tx, id))
    const credits = found.flatMap(({ line_number, proposed_minor }) =>
      story.decision === 'accepted' && proposed_minor ? [{ line_number, net_minor: proposed_minor }] : [],
    )
    await decideClaim(as('finance', decided_at), id, { decision: story.decision, text: story.text, credits })
    if (recovery_state === 'to_file' && story.recovery !== 'to_file')
      await recoverClaim(as('coordinator', decided_at), id, {
        state: story.recovery,
        amount_minor: story.recovery === 'paid' ? (credits[0]?.net_minor ?? null) : null,
      })
    if (story.returned !== 'no') await takeGoodsBack(context, { id, story, as, now })
  }
}

async function takeGoodsBack(
  context: Context,
  { id, story, as, now }: Times & { id: string; story: ReturnType<typeof claimStories>[number] },
): Promise<void> {
  const at = Math.min(now, story.decided_at + 2 * DAY_MS)
  const [site] = await inSnapshot(context, (tx) =>
    tx.query<{ site_id: string }>(sql`SELECT site_id FROM orders.customer_order WHERE tenant_id = ${tx.tenantId}::uuid
      AND order_id = ${story.order.order_id} AND site_id IS NOT NULL`),
  )
  if (!site) return
  const { line_number } = story.order
  await receiveReturn(as('warehouse', at), id, { location_id: site.site_id, lines: [{ line_number, quantity: 1 }] })
  if (story.returned !== 'inspected') return
  const disposition = story.kind === 'damage' ? ('destroy' as const) : ('restock' as const)
  await inspectReturn(as('warehouse', Math.min(now, at + DAY_MS)), id, { lines: [{ line_number, disposition }] })
}

/** Somewhat more than half of those who were asked answer, most of them well. */
async function answerAskings(context: Context, { now, as }: Times): Promise<void> {
  const query = { state: 'asked' as const, limit: 200, offset: 0 }
  const { askings } = await inSnapshot(context, (tx) => listAskings(tx, query))
  const waiting = askings.filter(({ closed_at }) => Date.parse(closed_at) < now - 2 * DAY_MS)
  const byName = waiting.toSorted((one, other) => (one.about_id < other.about_id ? -1 : 1))
  for (const [at, { ask_id, closed_at }] of byName.entries()) {
    if (at % 5 > 2) continue
    const said = Object.fromEntries(
      HANDLED_PARTS.map((part, nth) => [
        part,
        HANDLED_ANSWERS[(at + nth) % 17 === 0 ? 2 : (at + nth) % 6 === 0 ? 1 : 0],
      ]),
    ) as Record<(typeof HANDLED_PARTS)[number], (typeof HANDLED_ANSWERS)[number]>
    const instant = Math.min(now, Date.parse(closed_at) + DAY_MS)
    try {
      const { feedback_id } = await sayHowHandled(as('coordinator', instant), { ask_id, customer_id: null }, said)
      const called_at = instant + DAY_MS
      if (feedback_id && called_at < now)
        await answerFeedback(as('manager', called_at), String(feedback_id), { text: CALLED, told_by: 'phone' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
}

/** Evenly over the last days; each with one of its lines. */
const deliveredOrders = (context: Context, wanted: number, isHarmed = false): Promise<DeliveredOrder[]> =>
  inSnapshot(context, async (tx) => {
    const since = new Date(context.clock.now().getTime() - TOLD_DAYS * DAY_MS)
    const rows = await tx.query<DeliveredOrder & { delivered_at: Date }>(sql`WITH line AS (
        SELECT DISTINCT ON (d.order_id) d.order_id, d.line_number, h.shipment_id, d.accepted_quantity::float8 AS quantity, h.delivered_on,
          coalesce(d.condition NOT IN ('OK', 'PKG_MINOR'), false) AS is_harmed
        FROM delivery.delivery h JOIN delivery.delivery_line d USING (tenant_id, delivery_id)
        WHERE h.tenant_id = ${tx.tenantId}::uuid AND h.delivered_on > ${since}::date AND d.accepted_quantity >= 2
          AND (${!isHarmed} OR d.condition NOT IN ('OK', 'PKG_MINOR'))
        ORDER BY d.order_id, d.line_number),
      numbered AS (SELECT l.*, o.customer_id, c.language, row_number() OVER (ORDER BY l.delivered_on, l.order_id) AS at,
          count(*) OVER () AS found
        FROM line l JOIN orders.customer_order o ON o.tenant_id = ${tx.tenantId}::uuid AND o.order_id = l.order_id
        JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id)
      SELECT order_id, customer_id, language, line_number, shipment_id, quantity, is_harmed, delivered_on::timestamptz AS delivered_at FROM numbered
      WHERE at % greatest(1, found / ${wanted}) = ${wanted} % greatest(1, found / ${wanted}) ORDER BY at`)
    return rows.map((row) => ({ ...row, delivered_at: new Date(row.delivered_at).getTime() }))
  })
