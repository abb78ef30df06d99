/** A real order as a message would tell it, so that a template can be looked at before it is used. */
import sql from 'sql-template-tag'
import type { MessageKind, TemplatePreview } from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadSurroundings } from './audience.store.ts'
import { toMailPage } from './mail-page.ts'
import { render, smsParts, toSms, toText } from './render.ts'
import { type Content, fillingOf, type ToldLine } from './told.ts'
import type { LanguageCode } from './words/index.ts'

export interface PreviewWish {
  readonly kind: MessageKind
  readonly language: LanguageCode
  readonly subject: string
  readonly body: string
  readonly sms: string
  readonly order_id?: string | null | undefined
}

const LINES_MAX = 8
const EXAMPLE: Readonly<Partial<Record<MessageKind, Partial<Content>>>> = {
  promise_moved: { reason: 'supply_late' },
  at_risk: { reason: 'supply_late', choices: ['other_date', 'part_now', 'cancel'] },
  delay: { reason: 'supply_late', choices: ['accept', 'other_date', 'part_now', 'cancel'] },
  attempt_failed: { reason: 'consignee_absent', choices: ['other_date', 'other_place', 'collect'] },
  claim_decided: { answer: '…' },
  inquiry_answered: { answer: '…' },
  feedback_answered: { answer: '…' },
  service_lowered: {
    service: { valid_from: '2026-12-01', changes: [{ element: 'delivery_days', before: 5, after: 3 }] },
  },
  survey_invited: { survey: { invitation_id: '', name: '…', last_day: '2026-12-18' } },
  survey_reminded: { survey: { invitation_id: '', name: '…', last_day: '2026-12-18' } },
  season_ahead: { season: { name: '…', last_day: '2026-12-18', cutoff: '14:00', longer_days: 2 } },
}

/** Without an order, the latest one that was promised. Refuses `not_found` for one that is not there. */
export async function previewTemplate(tx: Tx, wish: PreviewWish, baseUrl: string): Promise<TemplatePreview> {
  const order = await findOrder(tx, wish.order_id ?? null)
  if (wish.order_id && !order) throw new Refusal('not_found', { order_id: wish.order_id })
  const content: Content = {
    ...EXAMPLE[wish.kind],
    carrier_id: order?.carrier_id ?? null,
    tracking_number: order?.tracking_number ?? null,
    lines: order?.lines ?? [],
  }
  const about = {
    message_id: '00000000-0000-4000-8000-000000000000',
    customer_id: order?.customer_id ?? '',
    order_id: order?.order_id ?? null,
    content,
  }
  const around = (await loadSurroundings(tx, [about], baseUrl)).get(about.message_id)!
  const { language } = wish
  const filling = fillingOf(wish.kind, content, { language, around })
  const rendered = render(wish, filling, { language, around })
  const sms = toSms(wish.sms, filling)
  // A link as it will look; it leads nowhere, since nothing was sent.
  const stopLink = new URL('/portal/stop', baseUrl).href
  return {
    order_id: order?.order_id ?? null,
    subject: rendered.subject,
    text: toText(rendered, stopLink),
    html: toMailPage(rendered, stopLink),
    sms,
    sms_parts: smsParts(sms),
  }
}

interface PreviewOrder {
  readonly order_id: string
  readonly customer_id: string
  readonly lines: ToldLine[] | null
  readonly carrier_id: string | null
  readonly tracking_number: string | null
}

async function findOrder(tx: Tx, orderId: string | null): Promise<PreviewOrder | undefined> {
  const chosen = orderId
    ? sql`o.order_id = ${orderId}`
    : sql`EXISTS (SELECT FROM promises.promise p WHERE p.tenant_id = o.tenant_id AND p.order_id = o.order_id)`
  const [row] = await tx.query<PreviewOrder>(sql`WITH o AS MATERIALIZED (SELECT * FROM orders.customer_order o
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND ${chosen} ORDER BY o.ordered_on DESC NULLS LAST, o.order_id DESC LIMIT 1)
    SELECT o.order_id, o.customer_id, s.carrier_id, s.tracking_number,
      (SELECT jsonb_agg(jsonb_build_object('order_id', l.order_id, 'line_number', l.line_number,
          'product_id', l.product_id, 'quantity', l.quantity, 'old_date', first.to_date, 'new_date', last.to_date,
          'from_at', last.from_at, 'to_at', last.to_at) ORDER BY l.line_number)
        FROM (SELECT * FROM orders.order_line l WHERE l.tenant_id = o.tenant_id AND l.order_id = o.order_id
          ORDER BY l.line_number LIMIT ${LINES_MAX}) l
        LEFT JOIN LATERAL (SELECT to_date FROM promises.promise p WHERE p.tenant_id = l.tenant_id AND p.order_id = l.order_id
          AND p.line_number = l.line_number ORDER BY p.version LIMIT 1) first ON true
        LEFT JOIN LATERAL (SELECT to_date, from_at, to_at FROM promises.promise p WHERE p.tenant_id = l.tenant_id
          AND p.order_id = l.order_id AND p.line_number = l.line_number ORDER BY p.version DESC LIMIT 1) last ON true) AS lines
    FROM o LEFT JOIN LATERAL (SELECT s.carrier_id, s.tracking_number FROM shipments.shipment_line sl
      JOIN shipments.shipment s USING (tenant_id, shipment_id)
      WHERE sl.tenant_id = o.tenant_id AND sl.order_id = o.order_id ORDER BY sl.shipment_id LIMIT 1) s ON true`)
  return row
}
