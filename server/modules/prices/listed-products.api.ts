/** Endpoints of the prices on a list: one product of it is one record. */
import { z } from 'zod'
import { ListCode, ListedPage, ListedProduct, ListedQuery, SetPrices } from '../../../contract/prices.ts'
import { Code } from '../../../contract/values.ts'
import { getRecord } from '../../ledger/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { listListed } from './listed-products.store.ts'
import { listedId, listedProduct } from './price-list.ts'
import { setPrices } from './set-prices.command.ts'

const One = z.object({ id: ListCode, product_id: Code })

export const listedProductEndpoints = [
  endpoint({
    method: 'GET',
    path: '/price-lists/:id/prices',
    tag: 'price lists',
    permission: 'prices.read',
    summary: 'Products on a list with all their prices, past and to come',
    params: z.object({ id: ListCode }),
    query: ListedQuery,
    answer: ListedPage,
    handle: (context, { params, query }) => inSnapshot(context, (tx) => listListed(tx, params.id, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/price-lists/:id/prices/:product_id',
    tag: 'price lists',
    permission: 'prices.read',
    summary: 'One product on a list',
    params: One,
    answer: ListedProduct.extend({ version: z.int() }),
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => {
        const { state, version } = await getRecord(tx, listedProduct, listedId(params.id, params.product_id))
        return { ...state, version }
      }),
  }),
  endpoint({
    method: 'PUT',
    path: '/price-lists/:id/prices/:product_id',
    tag: 'price lists',
    permission: 'prices.write',
    summary: 'Set prices of a product on a list; those of other days and quantities stay',
    params: One,
    body: SetPrices,
    answer: ListedProduct,
    handle: (context, { params, body }) =>
      setPrices(context, { list_id: params.id, product_id: params.product_id, prices: body.prices }),
  }),
]
