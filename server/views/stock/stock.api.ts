import { z } from 'zod'
import { ExpectedFile, ExpectedPage, ExpectedQuery } from '../../../contract/expected.ts'
import {
  LotsSent,
  LotTrace,
  MovementPage,
  MovementQuery,
  PoolFile,
  PoolQuery,
  StockPage,
  StockQuery,
  StockWarnings,
  TraceQuery,
  WarningQuery,
} from '../../../contract/stock-views.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { getExpected, listExpected } from './expected.ts'
import { listMovements } from './movements.ts'
import { listPools } from './overview.ts'
import { getPoolFile } from './pool-file.ts'
import { traceLot, traceShipped } from './trace.ts'
import { listWarnings } from './warnings.ts'

const tag = 'stock'
const permission = 'stock.read'

export const stockViewEndpoints = [
  endpoint({
    method: 'GET',
    path: '/stock',
    tag,
    permission,
    summary: 'What is there, promised and expected, by product and site',
    query: StockQuery,
    answer: StockPage,
    handle: (context, { query }) => inSnapshot(context, (tx) => listPools(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/stock/pools/:product/:location',
    tag,
    permission,
    summary: 'One product at one site: what lies where, what is expected, who waits, and what is left by day',
    params: z.object({ product: Code, location: Code }),
    query: PoolQuery,
    answer: PoolFile,
    handle: (context, { params: { product, location }, query }) =>
      inSnapshot(context, (tx) =>
        getPoolFile(tx, { productId: product, locationId: location, days: query.days }, context.clock.now()),
      ),
  }),
  endpoint({
    method: 'GET',
    path: '/stock/expected',
    tag,
    permission,
    summary: 'What is expected, with how many promises hang on it',
    query: ExpectedQuery,
    answer: ExpectedPage,
    handle: (context, { query }) => inSnapshot(context, (tx) => listExpected(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/stock/expected/:supply',
    tag,
    permission,
    summary: 'One supply: its lines, the promises that hang on each, and what is proposed where it no longer holds',
    params: z.object({ supply: Code }),
    answer: ExpectedFile,
    handle: (context, { params }) => inSnapshot(context, (tx) => getExpected(tx, params.supply, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/stock/movements',
    tag,
    permission,
    summary: 'The movements behind a figure, latest first',
    query: MovementQuery,
    answer: MovementPage,
    handle: (context, { query }) => inSnapshot(context, (tx) => listMovements(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/stock/warnings',
    tag,
    permission,
    summary: 'Where goods will run out or lie in surplus, and what would set it right',
    query: WarningQuery,
    answer: StockWarnings,
    handle: (context, { query }) => inSnapshot(context, (tx) => listWarnings(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/lots/:product/:lot/trace',
    tag: 'lots',
    permission,
    summary: 'Where a lot came from, where it lies, and who has it',
    params: z.object({ product: Code, lot: Code }),
    answer: LotTrace,
    handle: (context, { params: { product, lot } }) =>
      inSnapshot(context, (tx) => traceLot(tx, { productId: product, lotId: lot })),
  }),
  endpoint({
    method: 'GET',
    path: '/lots/shipped',
    tag: 'lots',
    permission,
    summary: 'Which lots a shipment, an order, a customer or a place got',
    query: TraceQuery,
    answer: LotsSent,
    handle: (context, { query }) => inSnapshot(context, (tx) => traceShipped(tx, query)),
  }),
]
