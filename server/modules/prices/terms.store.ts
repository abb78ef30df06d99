/** Under which agreements a customer buys on a day, and which charges come with them. */
import sql, { raw, type Sql } from 'sql-template-tag'
import type { PARTIES, TAX_TREATMENTS } from '../../../contract/prices.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type ChargeTerms, scaled } from './order-prices.ts'

export interface TermsQuestion {
  readonly customer_id: string
  /** The destination; without one the customer's own country is taxed and charged for. */
  readonly location_id?: string | null
  /** Absent: the customer's. */
  readonly currency?: string | null
  readonly day: string
}

export interface AgreementTerms {
  readonly agreement_id: string
  readonly name: string
  readonly party: (typeof PARTIES)[number]
  readonly list_id: string
  readonly discount_percent: string
  readonly payment_days: number | null
  readonly tax_treatment: (typeof TAX_TREATMENTS)[number] | null
}

export interface Terms {
  readonly currency: string | null
  readonly country: string | null
  readonly postal_code: string | null
  /** The customer's own first, then the segment's, then everybody's; the latest of each first. */
  readonly agreements: readonly AgreementTerms[]
  readonly charges: readonly ChargeTerms[]
}

type StoredCharge = Omit<ChargeTerms, 'rates'> & { readonly rates: readonly (readonly string[])[] | null }
interface TermsRow extends Omit<Terms, 'agreements' | 'charges'> {
  readonly agreements: AgreementTerms[] | null
  readonly charges: StoredCharge[] | null
  /** A destination was named that is not registered. */
  readonly is_lost: boolean
}

/** Refuses `unknown_customer` and `unknown_location`. */
export async function termsFor(tx: Tx, question: TermsQuestion): Promise<Terms> {
  const [row] = await tx.query<TermsRow>(sql`
    WITH who AS (${who(tx, question)}), agreed AS (${agreed(tx, question)}), charged AS (${charged(tx, question)})
    SELECT who.currency, who.country, who.postal_code, who.is_lost,
      (SELECT jsonb_agg(jsonb_build_object('agreement_id', agreement_id, 'name', name, 'list_id', list_id, 'party',
          CASE WHEN customer_id IS NOT NULL THEN 'customer' WHEN segment_id IS NOT NULL THEN 'segment' ELSE 'everybody' END,
          'discount_percent', coalesce(discount_percent, 0)::text, 'payment_days', payment_days,
          'tax_treatment', tax_treatment) ORDER BY rank) FROM agreed) AS agreements,
      (SELECT jsonb_agg(jsonb_build_object('charge_id', h.charge_id, 'name', h.name, 'kind', h.kind, 'basis', h.basis,
          'rates', (SELECT jsonb_agg(jsonb_build_array(r.zone, r.from_amount::text, r.fixed::text, r.percent::text,
              r.per_kilogram::text)) FROM prices.charge_rate r WHERE r.tenant_id = h.tenant_id AND r.charge_id = h.charge_id))
        ORDER BY h.kind) FROM charged h) AS charges
    FROM who`)
  if (!row) throw new Refusal('unknown_customer', { customer_id: question.customer_id })
  if (row.is_lost) throw new Refusal('unknown_location', { location_id: question.location_id })
  return { ...row, agreements: row.agreements ?? [], charges: (row.charges ?? []).map(toCharge) }
}

const who = (tx: Tx, { customer_id, location_id, currency }: TermsQuestion): Sql => sql`
  SELECT c.segment_id, coalesce(${currency ?? null}::text, c.currency) AS currency,
    CASE WHEN l.location_id IS NULL THEN c.country ELSE l.country END AS country, l.postal_code,
    ${location_id ?? null}::text IS NOT NULL AND l.location_id IS NULL AS is_lost
  FROM customers.customer c
  LEFT JOIN locations.location l ON l.tenant_id = c.tenant_id AND l.location_id = ${location_id ?? null}
  WHERE c.tenant_id = ${tx.tenantId}::uuid AND c.customer_id = ${customer_id}`

const holds = (alias: 'a' | 'h', day: string): Sql => {
  const [from, to] = [raw(`${alias}.valid_from`), raw(`${alias}.valid_to`)]
  return sql`${from} <= ${day}::date AND (${to} IS NULL OR ${to} >= ${day}::date)`
}

/** Three ways in, each an equality that the index answers: the customer's own, the segment's, everybody's. */
const agreed = (tx: Tx, { customer_id, day }: TermsQuestion): Sql => sql`
  SELECT a.*, row_number() OVER (ORDER BY a.customer_id IS NULL, a.segment_id IS NULL, a.valid_from DESC,
    a.agreement_id) AS rank
  FROM who CROSS JOIN LATERAL (
    SELECT * FROM prices.agreement WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customer_id}
    UNION ALL SELECT * FROM prices.agreement
      WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id IS NULL AND segment_id = who.segment_id
    UNION ALL SELECT * FROM prices.agreement
      WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id IS NULL AND segment_id IS NULL) a
  JOIN prices.price_list p ON p.tenant_id = ${tx.tenantId}::uuid AND p.list_id = a.list_id AND p.currency = who.currency
  WHERE ${holds('a', day)}`

/** Of each kind one: of the closest agreement that has it, else the one for everybody. */
const charged = (tx: Tx, { day }: TermsQuestion): Sql => sql`
  SELECT DISTINCT ON (h.kind) h.*
  FROM who JOIN prices.charge h ON h.tenant_id = ${tx.tenantId}::uuid AND h.currency = who.currency AND ${holds('h', day)}
  LEFT JOIN agreed ON agreed.agreement_id = h.agreement_id
  WHERE h.agreement_id IS NULL OR agreed.rank IS NOT NULL
  ORDER BY h.kind, agreed.rank NULLS LAST, h.valid_from DESC, h.charge_id`

const toCharge = ({ rates, ...charge }: StoredCharge): ChargeTerms => ({
  ...charge,
  rates: (rates ?? []).map(([zone, from, fixed, percent, perKilogram]) => ({
    zone: zone!,
    fromMicro: scaled(from!, 6),
    fixedMicro: scaled(fixed!, 6),
    percentMilli: scaled(percent!, 3),
    perKilogramMicro: scaled(perKilogram!, 6),
  })),
})
