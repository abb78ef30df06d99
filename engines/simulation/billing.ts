/** Bills and credit notes: what was handed over is billed, at times wrongly, and most wrong bills are credited later. */
import type { Consignment, Outcome } from './consignments.ts'
import { DAY, formatMinute } from './local-time.ts'
import { consignmentId } from './order-records.ts'
import type { OrderPlan } from './plan.ts'
import type { InvoiceRecord } from './records.ts'

const BILLING_ERROR_SHARE = 0.018
/** Bills that go out one to five office days after the rest. */
const SLOW_SHARE = 0.05

interface Bill {
  readonly milli: number
  readonly price: number
  readonly chargesMinor: number
  readonly minute: number
}

/** Net in minor units, half up: thousandths of a unit times ten-thousandths of the currency. */
const netMinor = (milli: number, price: number): number => Math.round((milli * price) / 1e5)

export function toInvoices(plan: OrderPlan, consignment: Consignment): InvoiceRecord[] {
  const { deliveredMinute } = consignment
  if (deliveredMinute === null || deliveredMinute > plan.now) return []
  const issued = drawIssueMinute(plan, deliveredMinute)
  const bills = consignment.outcomes.flatMap((outcome) => billLine(plan, consignment, outcome, issued))
  return [...bills, ...drawDuplicates(plan, bills, issued)]
}

const DUPLICATE_SHARE = 0.004
/** Of duplicates, those that somebody notices and credits. */
const NOTICED_SHARE = 0.85

/** A consignment billed twice, mostly in the next office days; the second bill is credited when somebody notices. */
function drawDuplicates(plan: OrderPlan, bills: readonly InvoiceRecord[], issued: number): InvoiceRecord[] {
  const { paperwork, world, head, customer } = plan
  const isTwice = paperwork.chance(DUPLICATE_SHARE)
  const isNoticed = paperwork.chance(NOTICED_SHARE)
  const again = world.officeDays[head.site]!.add(Math.floor(issued / DAY), paperwork.between(1, 3)) * DAY + 560
  const noticed = creditTime(plan, again, paperwork.between(3, 20))
  if (!isTwice || again > plan.now) return []
  return bills
    .filter(({ invoice_kind }) => invoice_kind === 'invoice')
    .flatMap((bill) => {
      const id = `${bill.invoice_id}B`
      const copy = { ...bill, invoice_id: id, issued_at: formatMinute(customer.zone, again) }
      if (!isNoticed || noticed > plan.now) return [copy]
      const credit: InvoiceRecord = {
        ...copy,
        invoice_id: `CN${id.slice(3)}-${bill.line_number}`,
        invoice_kind: 'credit',
        issued_at: formatMinute(customer.zone, noticed),
        credit_reason: 'duplicate',
        credits_invoice_id: id,
      }
      return [copy, credit]
    })
}

/** Bills go out after five on the day of the hand-over, or in the morning of the next office day. */
function drawIssueMinute(plan: OrderPlan, deliveredMinute: number): number {
  const { draws, world, head } = plan
  const office = world.officeDays[head.site]!
  const handed = Math.floor(deliveredMinute / DAY)
  const first = office.from(handed)
  const day = draws.chance(SLOW_SHARE) ? office.add(first, draws.between(1, 5)) : first
  return day * DAY + (day === handed ? 1025 : 540) + draws.between(0, 100)
}

function billLine(plan: OrderPlan, consignment: Consignment, outcome: Outcome, issued: number): InvoiceRecord[] {
  const { draws } = plan
  const isConcealed = outcome.condition === 'DMG_CONCEALED'
  const owed = isConcealed ? outcome.shippedMilli : (outcome.acceptedMilli ?? outcome.shippedMilli)
  const error = draws.chance(BILLING_ERROR_SHARE) ? draws.next() : null
  const creditAfter = draws.between(4, 35)
  const isCredited = draws.chance(0.8)
  if (owed === 0) return []
  const { line } = outcome.cargo
  const right: Bill = { milli: owed, price: line.price, chargesMinor: 0, minute: issued }
  const { bill, credit, reason } =
    error === null ? { bill: right, credit: null, reason: 'price_error' } : spoil(plan, right, error)
  const creditMinute = creditTime(plan, issued, creditAfter)
  const id = consignmentId(plan, 'INV', consignment.nth)
  const records = [toRecord(plan, outcome, id, bill)]
  if (isConcealed && outcome.rejectedMilli) {
    records.push(
      toCredit(plan, outcome, id, { ...right, milli: outcome.rejectedMilli, minute: creditMinute }, 'damage'),
    )
  } else if (credit !== null && isCredited) {
    records.push(toCredit(plan, outcome, id, { ...credit, minute: creditMinute }, reason))
  } else if (outcome.reason !== null && consignment.delayDays > 1 && draws.chance(0.04)) {
    records.push(
      toCredit(plan, outcome, id, { ...right, price: Math.ceil(line.price * 0.05), minute: creditMinute }, 'late'),
    )
  }
  return records.filter((_, index) => (index === 0 ? issued : creditMinute) <= plan.now)
}

function creditTime(plan: OrderPlan, issued: number, days: number): number {
  const office = plan.world.officeDays[plan.head.site]!
  return office.from(Math.floor(issued / DAY) + days) * DAY + 600 + (days % 7) * 30
}

/** Three ways a bill goes wrong: a price too high, units nobody received, a charge nobody agreed to. */
function spoil(plan: OrderPlan, right: Bill, error: number): { bill: Bill; credit: Bill | null; reason: string } {
  const extra = Math.max(1, Math.round(right.price * (error < 0.2 ? 0.12 : 0.05)))
  if (error < 0.55) {
    return { bill: { ...right, price: right.price + extra }, credit: { ...right, price: extra }, reason: 'price_error' }
  }
  if (error < 0.8) {
    const more = right.milli >= 1000 ? 1000 * Math.ceil(right.milli / 20000) : right.milli
    return { bill: { ...right, milli: right.milli + more }, credit: { ...right, milli: more }, reason: 'shortage' }
  }
  const chargesMinor = plan.draws.between(500, 4000)
  const credit = { milli: 0, price: 0, chargesMinor, minute: right.minute }
  return { bill: { ...right, chargesMinor }, credit, reason: 'price_error' }
}

function toCredit(plan: OrderPlan, outcome: Outcome, invoiceId: string, bill: Bill, reason: string): InvoiceRecord {
  const id = `CN${invoiceId.slice(3)}-${outcome.cargo.line.number}`
  return {
    ...toRecord(plan, outcome, id, bill),
    invoice_kind: 'credit',
    credit_reason: reason,
    credits_invoice_id: invoiceId,
  }
}

function toRecord(plan: OrderPlan, outcome: Outcome, invoiceId: string, bill: Bill): InvoiceRecord {
  const { customer } = plan
  return {
    invoice_id: invoiceId,
    order_id: plan.id,
    line_number: outcome.cargo.line.number,
    invoice_kind: 'invoice',
    issued_at: formatMinute(customer.zone, bill.minute),
    currency: customer.record.currency,
    invoiced_quantity: bill.milli / 1000,
    invoiced_unit_price: bill.price / 10000,
    invoiced_net: netMinor(bill.milli, bill.price) / 100,
    invoiced_charges: bill.chargesMinor / 100,
    tax_percent: customer.taxPercent,
    credit_reason: null,
    credits_invoice_id: null,
  }
}
