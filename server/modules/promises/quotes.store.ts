/** SQL of quotes. */
import sql from 'sql-template-tag'
import { Refusal } from '../../../contract/refusals.ts'
import { appending, type State, type Verifiable } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type Basis, basisKey, type StoredQuote } from './quote.ts'

export interface NewStoredQuote
  extends Omit<StoredQuote, 'state' | 'taken_offer' | 'taken_order_id' | 'subject_version'> {
  readonly made_at: Date
  readonly actor: string
}

/** Not on the ledger: a quote binds nobody until it is taken. */
export const insertQuote = (tx: Tx, quote: NewStoredQuote): Promise<number> =>
  tx.execute(sql`INSERT INTO promises.quote (tenant_id, quote_id, customer_id, location_id, order_id, made_at, expires_at,
      wish, offers, basis, supply_states, kept_percent, concessions, actor)
    VALUES (${tx.tenantId}::uuid, ${quote.quote_id}, ${quote.customer_id}, ${quote.location_id}, ${quote.order_id},
      ${quote.made_at}, ${quote.expires_at}, ${JSON.stringify(quote.wish)}::jsonb, ${JSON.stringify(quote.offers)}::jsonb,
      ${JSON.stringify(quote.basis)}::jsonb, ${[...quote.supply_states]}::text[], ${quote.kept_percent},
      ${JSON.stringify(quote.concessions)}::jsonb, ${quote.actor})`)

/** In key order, so that two groups that want the same quotes queue instead of blocking each other for good. */
export async function lockQuotes(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredQuote>> {
  const rows = await tx.query<StoredQuote>(sql`SELECT quote_id, customer_id, location_id, order_id, expires_at, state,
      taken_offer, taken_order_id, wish, offers, basis, supply_states, kept_percent::float8 AS kept_percent, concessions,
      subject_version
    FROM promises.quote WHERE tenant_id = ${tx.tenantId}::uuid AND quote_id = ANY (${ids}::platform.code[])
    ORDER BY quote_id FOR UPDATE`)
  return new Map(rows.map((row) => [row.quote_id, row]))
}

/** The present versions of what offers stand on; what is gone is absent. Refers to other modules' rows, which views may read. */
export async function currentBasis(tx: Tx, basis: readonly Basis[]): Promise<Map<string, number>> {
  const ids = (kind: Basis['kind']) => [...new Set(basis.filter((one) => one.kind === kind).map((one) => one.id))]
  const rows = await tx.query<Basis>(sql`
    SELECT 'location' AS kind, location_id AS id, subject_version AS version FROM locations.location
      WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ANY (${ids('location')}::platform.code[])
    UNION ALL SELECT 'lane', lane_id, subject_version FROM carriers.lane
      WHERE tenant_id = ${tx.tenantId}::uuid AND lane_id = ANY (${ids('lane')}::platform.code[])
    UNION ALL SELECT 'package', package_id, subject_version FROM policies.service_package
      WHERE tenant_id = ${tx.tenantId}::uuid AND package_id = ANY (${ids('package')}::platform.code[])`)
  return new Map(rows.map((row) => [basisKey(row), row.version]))
}

export interface Closing {
  readonly quote: StoredQuote
  readonly state: 'taken' | 'declined'
  readonly offerNumber: number | null
  readonly orderId: string | null
  readonly reason: string | null
  readonly actor: string
}

/** Ends quotes, with the offers that were not taken on the ledger beside the one that was; one statement however many. */
export async function closeQuotes(context: Context, tx: Tx, closings: readonly Closing[]): Promise<void> {
  const column = <T>(pick: (closing: Closing) => T) => closings.map(pick)
  await tx.execute(sql`WITH c AS (SELECT * FROM unnest(${column(({ quote }) => quote.quote_id)}::text[],
        ${column(({ state }) => state)}::text[], ${column(({ offerNumber }) => offerNumber)}::int[],
        ${column(({ orderId }) => orderId)}::text[], ${column(({ actor }) => actor)}::text[],
        ${column((closing) => JSON.stringify(closingData(closing)))}::text[])
        c (quote_id, state, taken_offer, taken_order_id, actor, data)),
      q AS (UPDATE promises.quote q SET state = c.state, taken_offer = c.taken_offer, taken_order_id = c.taken_order_id,
        subject_version = q.subject_version + 1
      FROM c WHERE q.tenant_id = ${tx.tenantId}::uuid AND q.quote_id = c.quote_id
      RETURNING q.quote_id, q.subject_version, c.state, c.actor, c.data)
    ${appending(
      context,
      tx,
      'quote',
      sql`SELECT quote_id AS subject_id, subject_version, data::jsonb AS data, actor, NULL AS caused_by,
        CASE state WHEN 'taken' THEN 'OfferTaken' ELSE 'QuoteDeclined' END AS type,
        ${context.clock.now()}::timestamptz AS event_time
      FROM q`,
    )}`)
}

function closingData({ quote, state, offerNumber, orderId, reason }: Closing): State {
  const brief = ({ offer_number, kinds, complete_on, total_minor }: StoredQuote['offers'][number]) => ({
    offer_number,
    kinds,
    complete_on,
    total_minor,
  })
  return {
    state,
    taken_offer: offerNumber,
    taken_order_id: orderId,
    customer_id: quote.customer_id,
    reason,
    refused: quote.offers.filter((offer) => offer.offer_number !== offerNumber).map(brief),
  }
}

/** One quote as stored; another customer's does not exist for a customer's contact. Refuses `not_found`. */
export async function findQuote(tx: Tx, quoteId: string, customerId: string | null) {
  const [row] = await tx.query<StoredQuote & { made_at: Date }>(sql`SELECT quote_id, customer_id, location_id, order_id,
      made_at, expires_at, state, taken_offer, taken_order_id, wish, offers, basis, supply_states,
      kept_percent::float8 AS kept_percent, concessions, subject_version
    FROM promises.quote WHERE tenant_id = ${tx.tenantId}::uuid AND quote_id = ${quoteId}
      AND (${customerId}::text IS NULL OR customer_id = ${customerId}::text)`)
  if (!row) throw new Refusal('not_found', { quote_id: quoteId })
  return row
}

const ENDED = sql`jsonb_build_object('state', state, 'taken_offer', taken_offer, 'taken_order_id', taken_order_id,
  'customer_id', customer_id)`

/** Only quotes that ended are on the ledger. */
/** The numbers of quotes that the program makes. */
export const QUOTE_NUMBERS = { subjectType: 'quote', prefix: 'Q' }

export const quoteVerifiable: Verifiable = {
  subjectType: 'quote',
  evolve: (_, { data }) => ({
    state: data.state,
    taken_offer: data.taken_offer,
    taken_order_id: data.taken_order_id,
    customer_id: data.customer_id,
  }),
  async loadStates(tx, ids) {
    const rows = await tx.query<{ quote_id: string; state: State }>(sql`SELECT quote_id, ${ENDED} AS state
      FROM promises.quote WHERE tenant_id = ${tx.tenantId}::uuid AND quote_id = ANY (${ids}::platform.code[])`)
    return new Map(rows.map((row) => [row.quote_id, row.state]))
  },
  async countSubjects(tx) {
    const [row] = await tx.query<{ count: number }>(sql`SELECT count(*) AS count FROM promises.quote
      WHERE tenant_id = ${tx.tenantId}::uuid AND state <> 'open'`)
    return row!.count
  },
}
