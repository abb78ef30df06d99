import { z } from 'zod'
import {
  BreakdownQuery,
  Counting,
  CustomerScorecard,
  Groups,
  Lines,
  LinesQuery,
  Scorecard,
  ScorecardQuery,
  TrendQuery,
} from '../../../contract/scorecard.ts'
import { StepSplit } from '../../../contract/step-split.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { areVerdictsBehind } from '../verdicts/refresh.ts'
import { listLines } from './lines.ts'
import { getBreakdown, getCustomerScorecard, getScorecard, getTrend } from './scorecard.ts'
import { stepSplit } from './step-split.ts'

const tag = 'scorecard'
const permission = 'scorecard.read'

export const scorecardEndpoints = [
  endpoint({
    method: 'GET',
    path: '/scorecard',
    tag,
    permission,
    summary: 'The seven rights and their rates for a period',
    query: ScorecardQuery,
    answer: Scorecard,
    handle: (context, { query }) => inSnapshot(context, (tx) => getScorecard(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/scorecard/counting',
    tag,
    permission,
    summary: 'Whether something was recorded that the figures do not count yet',
    answer: Counting,
    handle: (context) => inSnapshot(context, async (tx) => ({ is_counting: await areVerdictsBehind(tx) })),
  }),
  endpoint({
    method: 'GET',
    path: '/scorecard/breakdown',
    tag,
    permission,
    summary: 'The rates by segment, site, customer, product group, lane or carrier',
    query: BreakdownQuery,
    answer: Groups,
    handle: (context, { query: { by, ...query } }) =>
      inSnapshot(context, async (tx) => ({ rows: await getBreakdown(tx, query, by, context.clock.now()) })),
  }),
  endpoint({
    method: 'GET',
    path: '/scorecard/trend',
    tag,
    permission,
    summary: 'The rates by day, week or month',
    query: TrendQuery,
    answer: Groups,
    handle: (context, { query: { by, ...query } }) =>
      inSnapshot(context, async (tx) => ({ rows: await getTrend(tx, query, by, context.clock.now()) })),
  }),
  endpoint({
    method: 'GET',
    path: '/scorecard/lines',
    tag,
    permission,
    summary: 'The order lines behind a figure',
    query: LinesQuery,
    answer: Lines,
    handle: (context, { query }) => inSnapshot(context, (tx) => listLines(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/customers/:id/scorecard',
    tag,
    permission,
    summary: "A customer's last 90 days beside its standard",
    params: z.object({ id: Code }),
    answer: CustomerScorecard,
    handle: (context, { params }) =>
      inSnapshot(context, (tx) => getCustomerScorecard(tx, params.id, context.clock.now())),
  }),
  endpoint({
    method: 'GET',
    path: '/segments/:id/step-split',
    tag,
    permission,
    summary: 'How the time from order to delivery divides into the steps, for a segment, over the last year',
    params: z.object({ id: Code }),
    answer: StepSplit,
    handle: (context, { params }) =>
      inSnapshot(context, (tx) => stepSplit(tx, params.id, context.clock.now().toISOString().slice(0, 10))),
  }),
]
