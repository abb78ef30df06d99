/** The right price: what was billed against what was agreed and what was received (three-way match). */
import { currencyExponent, worthMinor } from '../shared/index.ts'
import type { CreditReason, InvoiceFact } from './facts.ts'
import { isRepeated, type Reading } from './reading.ts'
import type { Ruling } from './verdict.ts'

/** A credit for one of these admits that the bill or the delivery was wrong; returns and goodwill do not. */
const OUR_ERRORS: ReadonlySet<CreditReason | null> = new Set<CreditReason>([
  'price_error',
  'shortage',
  'damage',
  'late',
  'duplicate',
])

export function judgePrice(reading: Reading): Ruling {
  const invoices = reading.facts.invoices
  let billedMilli = 0
  let chargesMinor = 0
  let isInvoiced = false
  for (let i = 0; i < invoices.length; i++) {
    const invoice = invoices[i]!
    if (isRepeated(invoices, i)) continue
    const sign = invoice.kind === 'invoice' ? 1 : -1
    billedMilli += sign * invoice.quantityMilli
    chargesMinor += sign * invoice.chargesMinor
    isInvoiced ||= invoice.kind === 'invoice'
  }
  const wrong = firstWrongInvoice(reading)
  if (wrong !== null) return invoiceRuling(wrong, reading)
  if (!isInvoiced) return 'not_invoiced'
  const { agreed } = reading.facts
  if (agreed.chargesMinor !== null && chargesMinor > agreed.chargesMinor) return 'charges_variance'
  if (billedMilli > billableMilli(reading)) return 'billed_quantity'
  return agreed.unitPriceMicro === null ? 'no_agreed_price' : 'pass'
}

/** Before anything was delivered the order is the bound; afterwards only what was accepted or still waits to be counted. */
function billableMilli(reading: Reading): number {
  if (!reading.hasGoods) return reading.quantityMilli
  let accepted = 0
  for (const { delivery } of reading.handovers) accepted += delivery!.acceptedMilli + delivery!.uninspectedMilli
  return accepted
}

/** The wrong document with the earliest date, unknown dates last, then by id: the order of the facts must not matter. */
export function firstWrongInvoice(reading: Reading): InvoiceFact | null {
  let first: InvoiceFact | null = null
  for (const invoice of reading.facts.invoices)
    if (invoiceRuling(invoice, reading) !== 'pass' && (first === null || isBefore(invoice, first))) first = invoice
  return first
}

function isBefore(a: InvoiceFact, b: InvoiceFact): boolean {
  const [dayA, dayB] = [a.day ?? Number.POSITIVE_INFINITY, b.day ?? Number.POSITIVE_INFINITY]
  return dayA !== dayB ? dayA < dayB : a.id < b.id
}

function invoiceRuling(invoice: InvoiceFact, reading: Reading): Ruling {
  const { agreed } = reading.facts
  if (invoice.kind === 'credit') return OUR_ERRORS.has(invoice.reason) ? 'credited_for_our_error' : 'pass'
  if (agreed.currency !== null && invoice.currency !== agreed.currency) return 'wrong_currency'
  if (isPriceWrong(invoice, reading)) return 'price_variance'
  const isTaxKnown = agreed.taxRatePpm !== null && invoice.taxRatePpm !== null
  return isTaxKnown && agreed.taxRatePpm !== invoice.taxRatePpm ? 'tax_variance' : 'pass'
}

/** Billed net against agreed price × billed quantity, within the smaller of the two tolerances, never less than a minor unit. */
function isPriceWrong(invoice: InvoiceFact, { facts, definition }: Reading): boolean {
  const { unitPriceMicro } = facts.agreed
  if (unitPriceMicro === null) return false
  const agreedNet = worthMinor(invoice.quantityMilli, unitPriceMicro, invoice.currency)
  const billedNet =
    invoice.netMinor ??
    (invoice.unitPriceMicro === null
      ? null
      : worthMinor(invoice.quantityMilli, invoice.unitPriceMicro, invoice.currency))
  if (billedNet === null || billedNet === agreedNet) return false
  const share = (agreedNet * definition.priceTolerancePpm) / 1e6
  const fixed = (definition.priceToleranceMicro * 10 ** currencyExponent(invoice.currency)) / 1e6
  return Math.abs(billedNet - agreedNet) > Math.max(1, Math.min(share, fixed))
}
