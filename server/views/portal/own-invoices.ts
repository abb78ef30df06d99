/** Invoices and credit notes of one customer, newest first, with the order lines they bill. */
import sql from 'sql-template-tag'
import type { OwnInvoice, OwnInvoices, OwnInvoicesQuery } from '../../../contract/portal.ts'
import type { Tx } from '../../platform/database/database.ts'
import { patternOf } from './own-deliveries.ts'

type Asked = OwnInvoicesQuery & { readonly customer_id: string }

export async function listInvoices(tx: Tx, asked: Asked): Promise<OwnInvoices> {
  const { kind = null, from = null, to = null } = asked
  const text = patternOf(asked.q)
  // A bill may hold lines of other customers' orders: those are not told, and not counted.
  const rows = await tx.query<OwnInvoice & { total: number }>(sql`WITH found AS (
      SELECT i.*, count(*) OVER ()::int AS total FROM billing.invoice i
      WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.customer_id = ${asked.customer_id}
        AND (${kind}::text IS NULL OR i.invoice_kind = ${kind})
        AND (${from}::date IS NULL OR i.issued_on >= ${from}::date) AND (${to}::date IS NULL OR i.issued_on <= ${to}::date)
        AND (${text}::text IS NULL OR i.invoice_id ILIKE ${text} OR i.credits_invoice_id ILIKE ${text}
          OR EXISTS (SELECT FROM billing.invoice_line l WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.invoice_id
            AND l.order_id ILIKE ${text}))
      ORDER BY i.issued_on DESC, i.issued_at DESC NULLS LAST, i.invoice_id DESC LIMIT ${asked.limit} OFFSET ${asked.offset}),
    lines AS (
      SELECT l.invoice_id, sum(l.net_minor + l.charges_minor)::float8 AS net_minor,
        CASE WHEN count(*) = count(l.tax_percent)
          THEN sum(round((l.net_minor + l.charges_minor) * (1 + l.tax_percent / 100)))::float8 END AS gross_minor,
        jsonb_agg(jsonb_build_object('order_id', l.order_id, 'line_number', l.line_number, 'product_id', w.product_id,
          'product_name', g.name, 'unit', g.unit, 'quantity', l.quantity, 'unit_price', l.unit_price::text,
          'net_minor', l.net_minor, 'charges_minor', l.charges_minor, 'tax_percent', l.tax_percent)
          ORDER BY l.order_id, l.line_number) AS lines
      FROM found f JOIN billing.invoice_line l USING (tenant_id, invoice_id)
      JOIN orders.customer_order o ON o.tenant_id = l.tenant_id AND o.order_id = l.order_id
        AND o.customer_id = ${asked.customer_id}
      LEFT JOIN orders.order_line w ON w.tenant_id = l.tenant_id AND w.order_id = l.order_id AND w.line_number = l.line_number
      LEFT JOIN products.product g ON g.tenant_id = l.tenant_id AND g.product_id = w.product_id
      GROUP BY l.invoice_id)
    SELECT f.invoice_id, f.invoice_kind AS kind, f.issued_on::text, f.currency, coalesce(l.net_minor, 0) AS net_minor,
      CASE WHEN l.invoice_id IS NULL THEN 0 ELSE l.gross_minor END AS gross_minor, f.credits_invoice_id, f.credit_reason,
      coalesce((SELECT sum(x.net_minor + x.charges_minor)::float8 FROM billing.invoice c
        JOIN billing.invoice_line x USING (tenant_id, invoice_id) WHERE c.tenant_id = f.tenant_id
          AND c.customer_id = f.customer_id AND c.credits_invoice_id = f.invoice_id), 0) AS credited_minor,
      coalesce(l.lines, '[]') AS lines, f.total
    FROM found f LEFT JOIN lines l USING (invoice_id)
    ORDER BY f.issued_on DESC, f.issued_at DESC NULLS LAST, f.invoice_id DESC`)
  return { invoices: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}
