/** Endpoints of price lists' heads, agreements, charges, tax and what competitors ask. */
import { Agreement, Charge, CompetitorPrice, PriceList, ProductTax, TaxRate } from '../../../contract/prices.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { requireCustomer } from '../customers/index.ts'
import { checkPeriod } from '../policies/index.ts'
import { requireProducts } from '../products/index.ts'
import { agreement, charge, checkAgreement, checkSighting } from './agreement.ts'
import { requireAgreement, requireList, requireSegment, requireService } from './named.store.ts'
import { competitorPrice, priceList, productTax, taxRate } from './price-list.ts'

/** As prices themselves: of who names no day, it is that of UTC. */
const today = async (_: Tx, now: Date) => now.toISOString().slice(0, 10)
const rights = { read: 'prices.read', write: 'prices.write' }

export const priceRecordEndpoints = [
  ...recordEndpoints({
    ...rights,
    type: priceList,
    path: '/price-lists',
    tag: 'price lists',
    body: PriceList,
    searched: ['list_id', 'name'],
    filters: ['currency'],
  }),
  ...recordEndpoints({
    ...rights,
    type: agreement,
    path: '/agreements',
    tag: 'agreements',
    body: Agreement,
    searched: ['agreement_id', 'name', 'customer_id'],
    filters: ['customer_id', 'segment_id', 'list_id'],
    dated: { hasEnd: true, today },
    check: async (tx, state) => {
      checkPeriod(state)
      checkAgreement(state)
      await requireList(tx, state.list_id)
      await requireSegment(tx, state.segment_id)
      if (state.customer_id != null) await requireCustomer(tx, String(state.customer_id))
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: charge,
    path: '/charges',
    tag: 'charges',
    body: Charge,
    searched: ['charge_id', 'name'],
    filters: ['kind', 'agreement_id'],
    dated: { hasEnd: true, within: ['kind', 'agreement_id', 'currency'], today },
    check: async (tx, state) => {
      checkPeriod(state)
      await requireAgreement(tx, state.agreement_id)
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: taxRate,
    path: '/tax-rates',
    tag: 'tax rates',
    body: TaxRate,
    searched: ['tax_id'],
    filters: ['country', 'tax_class'],
    dated: { hasEnd: false, within: ['country', 'tax_class'], today },
  }),
  ...recordEndpoints({
    ...rights,
    type: productTax,
    path: '/product-tax-classes',
    tag: 'tax classes of products',
    body: ProductTax,
    searched: ['product_id'],
    filters: ['tax_class'],
    check: (tx, { product_id }) => requireProducts(tx, product_id == null ? [] : [String(product_id)]),
  }),
  ...recordEndpoints({
    ...rights,
    type: competitorPrice,
    path: '/competitor-prices',
    tag: 'prices of competitors',
    body: CompetitorPrice,
    searched: ['competitor', 'product_id', 'service_id', 'note'],
    filters: ['product_id', 'service_id', 'competitor', 'evidence'],
    check: async (tx, state) => {
      checkSighting(state)
      await requireProducts(tx, state.product_id == null ? [] : [String(state.product_id)])
      await requireService(tx, state.service_id)
    },
  }),
]
