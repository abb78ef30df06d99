/** The sample's service desk: questions of the last months, told through the desk's own commands at the hours they were asked. */
import sql from 'sql-template-tag'
import { type AskedOrder, questionStories } from '../engines/simulation/index.ts'
import { answerInquiry, receiveInquiry } from './modules/inquiries/index.ts'
import { fixedClock } from './platform/clock.ts'
import type { Context } from './platform/context.ts'
import { inSnapshot } from './platform/database/transaction.ts'

const ASKED_DAYS = 75
const QUESTIONS = 90

export async function tellQuestions(context: Context, seed: number): Promise<void> {
  const now = context.clock.now().getTime()
  const orders = await inSnapshot(context, (tx) =>
    tx.query<Omit<AskedOrder, 'ordered_at'> & { ordered_at: Date }>(sql`WITH asked AS (
        SELECT o.order_id, o.customer_id, c.language, o.ordered_at, row_number() OVER (ORDER BY o.ordered_at, o.order_id) AS at,
          count(*) OVER () AS found
        FROM orders.customer_order o JOIN customers.customer c USING (tenant_id, customer_id)
        WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.ordered_at > ${new Date(now - ASKED_DAYS * 86_400_000)})
      SELECT order_id, customer_id, language, ordered_at FROM asked
      WHERE at % greatest(1, found / ${QUESTIONS}) = 0 ORDER BY at`),
  )
  const asked = orders.map((order) => ({ ...order, ordered_at: order.ordered_at.getTime() }))
  for (const story of questionStories(asked, { seed, now })) {
    const at = (instant: number): Context => ({ ...context, clock: fixedClock(new Date(instant)) })
    const { inquiry_id } = await receiveInquiry(at(story.received_at), {
      inquiry_id: `IQ-${story.order.order_id}`,
      channel: story.channel,
      customer_id: story.order.customer_id,
      order_id: story.order.order_id,
      // The newest have not been sorted by anybody yet.
      topic: story.answered_at === null ? null : story.topic,
      subject: story.subject,
      text: story.text,
      is_urgent: story.is_urgent,
    })
    if (story.answered_at !== null)
      await answerInquiry(at(story.answered_at), String(inquiry_id), {
        text: story.answer,
        is_final: true,
        told_by: 'phone',
      })
  }
}
