/** What the gap map needs beside answers: segments, revenue, standards, promises, findings, owners, who was asked. */
import sql from 'sql-template-tag'
import type { Department } from '../../../contract/service-elements.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { Period } from './answers.store.ts'

export const segmentNames = (tx: Tx): Promise<{ segment_id: string; name: string }[]> =>
  tx.query(
    sql`SELECT segment_id, name FROM policies.segment WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY segment_id`,
  )

export interface Revenue {
  readonly segment_id: string
  readonly currency: string
  readonly revenue_minor: number
}

/** What each segment ordered, in the currency with most orders of all. */
export const revenueOf = (tx: Tx, { from, to }: Period): Promise<Revenue[]> =>
  tx.query<Revenue>(sql`WITH asked AS (
      SELECT c.segment_id, o.currency, count(DISTINCT o.order_id) AS orders, sum(l.quantity * l.unit_price) AS worth
      FROM orders.customer_order o
      JOIN customers.customer c ON c.tenant_id = o.tenant_id AND c.customer_id = o.customer_id AND c.segment_id IS NOT NULL
      JOIN orders.order_line l ON l.tenant_id = o.tenant_id AND l.order_id = o.order_id
      WHERE o.tenant_id = ${tx.tenantId}::uuid AND o.ordered_on BETWEEN ${from}::date AND ${to}::date
      GROUP BY 1, 2),
    most AS (SELECT currency FROM asked GROUP BY currency ORDER BY sum(orders) DESC, currency LIMIT 1)
    SELECT segment_id, currency, round(coalesce(worth, 0) * 100)::float8 AS revenue_minor FROM asked JOIN most USING (currency)`)

export interface StandardRow {
  readonly segment_id: string
  readonly element: string
  readonly target: number
  readonly target_unit: string
}

export const standardsOn = (tx: Tx, day: string): Promise<StandardRow[]> =>
  tx.query<StandardRow>(sql`SELECT DISTINCT ON (segment_id, element) segment_id, element, target::float8 AS target, target_unit
    FROM policies.standard WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date
    ORDER BY segment_id, element, valid_from DESC`)

export interface Promised {
  readonly segment_id: string
  /** Share of promises that are to be kept. */
  readonly promise_quantile: number
}

export const promisedOn = (tx: Tx, day: string): Promise<Promised[]> =>
  tx.query<Promised>(sql`SELECT DISTINCT ON (segment_id) segment_id, promise_quantile::float8 AS promise_quantile
    FROM policies.service_package WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date
      AND promise_quantile IS NOT NULL ORDER BY segment_id, valid_from DESC`)

export interface FindingRow {
  readonly competitor_id: string
  readonly competitor_name: string
  readonly element_id: string
  readonly segment_id: string | null
  readonly evidence: 'paired_rating' | 'mystery_order' | 'published_terms' | 'win_loss' | 'guess'
  readonly seen_on: string
  readonly cases: number
  readonly mark: number
}

/** Marks of competitors, of each element the surest evidence and of that the latest. */
export const findingsUntil = (tx: Tx, day: string): Promise<FindingRow[]> =>
  tx.query<FindingRow>(sql`SELECT DISTINCT ON (f.competitor_id, f.element_id, f.segment_id) f.competitor_id,
      c.name AS competitor_name, f.element_id, f.segment_id, f.evidence, f.seen_on, f.cases, f.mark::float8 AS mark
    FROM needs.competitor_finding f JOIN needs.competitor c ON c.tenant_id = f.tenant_id AND c.competitor_id = f.competitor_id
    WHERE f.tenant_id = ${tx.tenantId}::uuid AND f.mark IS NOT NULL AND f.seen_on <= ${day}::date
    ORDER BY f.competitor_id, f.element_id, f.segment_id, f.seen_on < ${day}::date - 365,
      array_position(ARRAY['paired_rating', 'mystery_order', 'published_terms', 'win_loss', 'guess'], f.evidence), f.seen_on DESC`)

export const competitorNames = (tx: Tx): Promise<{ competitor_id: string; name: string }[]> =>
  tx.query(sql`SELECT competitor_id, name FROM needs.competitor WHERE tenant_id = ${tx.tenantId}::uuid`)

export interface ElementRow {
  readonly element_id: string
  readonly name: string
  readonly department: Department | null
  readonly owner: string | null
}

export const elementsKnown = (tx: Tx): Promise<ElementRow[]> =>
  tx.query<ElementRow>(sql`SELECT element_id, name, department, owner FROM needs.service_element
    WHERE tenant_id = ${tx.tenantId}::uuid ORDER BY element_id`)

export interface AskedRow {
  readonly segment_id: string
  readonly role: string
  readonly asked: number
}

export const peopleAsked = (tx: Tx, { from, to }: Period): Promise<AskedRow[]> =>
  tx.query<AskedRow>(sql`SELECT c.segment_id, coalesce(i.buying_role, 'none') AS role, count(DISTINCT i.contact_id)::int AS asked
    FROM needs.survey_invitation i JOIN customers.customer c ON c.tenant_id = i.tenant_id AND c.customer_id = i.customer_id
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.contact_id IS NOT NULL AND c.segment_id IS NOT NULL
      AND i.invited_at >= ${from}::date::timestamptz AND i.invited_at < (${to}::date + 1)::timestamptz GROUP BY 1, 2`)

export interface StatementRow {
  readonly segment_id: string
  readonly statement_id: string
  readonly valid_from: string
}

export const statementsOn = (tx: Tx, day: string): Promise<StatementRow[]> =>
  tx.query<StatementRow>(sql`SELECT DISTINCT ON (segment_id) segment_id, statement_id, valid_from FROM needs.need_statement
    WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date ORDER BY segment_id, valid_from DESC`)
