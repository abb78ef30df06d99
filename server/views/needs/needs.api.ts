/** What answers tell: the gap map, ranked gaps, what is behind one, a survey's results, and whom to ask again. */
import { z } from 'zod'
import {
  AskAgain,
  BehindGap,
  BehindQuery,
  GapList,
  GapListQuery,
  type GapListRow,
  GapMap,
  GapQuery,
  NeedGroupsFound,
  SurveyResults,
} from '../../../contract/gap-map.ts'
import { CustomerGroups } from '../../../contract/segment-rules.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { askAgain } from './ask-again.ts'
import { behindGap } from './behind-gap.ts'
import { customerGroups } from './customer-groups.ts'
import { gapMap, gapMaps, yearTo } from './gap-map.ts'
import { findNeedGroups } from './need-groups.ts'
import { surveyResults } from './results.ts'

const tag = 'needs'
const permission = 'needs.read'
const shared = { method: 'GET', tag, permission } as const

export const needsViewEndpoints = [
  endpoint({
    ...shared,
    path: '/gap-map',
    summary: 'Required, measured, believed, perceived and competitors side by side, by element and role of a segment',
    query: GapQuery,
    answer: GapMap,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) =>
        gapMap(tx, query.segment_id, yearTo(query, context.clock.now()), context.clock.now()),
      ),
  }),
  endpoint({
    ...shared,
    path: '/gaps',
    summary: 'The gaps of all segments, the one that matters most first',
    query: GapListQuery,
    answer: GapList,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => {
        const now = context.clock.now()
        return { rows: ranked(await gapMaps(tx, yearTo(query, now), now)).slice(0, query.limit) }
      }),
  }),
  endpoint({
    ...shared,
    path: '/gap-map/behind',
    summary: 'The answers and words behind a gap',
    query: BehindQuery,
    answer: BehindGap,
    handle: (context, { query }) =>
      inSnapshot(context, (tx) => behindGap(tx, query, yearTo(query, context.clock.now()))),
  }),
  endpoint({
    ...shared,
    path: '/surveys/:id/results',
    summary: 'What a survey brought, by question and role',
    params: z.object({ id: Code }),
    answer: SurveyResults,
    handle: (context, { params }) => inSnapshot(context, (tx) => surveyResults(tx, params.id)),
  }),
  endpoint({
    ...shared,
    path: '/needs/groups',
    summary:
      'Groups of people by what they need, found again in other samples, beside segments and roles; or why there are none',
    answer: NeedGroupsFound,
    // Some hundred fits: not for a loop.
    callsPerMinute: 20,
    handle: (context) => inSnapshot(context, (tx) => findNeedGroups(tx, yearTo({}, context.clock.now()))),
  }),
  endpoint({
    ...shared,
    path: '/needs/customer-groups',
    summary:
      'Groups of customers by what their people weigh, with their members, beside today’s segments; or why there are none',
    answer: CustomerGroups,
    callsPerMinute: 20,
    handle: (context) => inSnapshot(context, (tx) => customerGroups(tx, yearTo({}, context.clock.now()))),
  }),
  endpoint({
    ...shared,
    path: '/needs/ask-again',
    summary: 'Which segments should be asked again, and why',
    answer: AskAgain,
    handle: (context) =>
      inSnapshot(context, (tx) => askAgain(tx, yearTo({}, context.clock.now()), context.clock.now())),
  }),
]

/** Of each element and role the gap that weighs most. */
function ranked(maps: readonly z.infer<typeof GapMap>[]): GapListRow[] {
  return maps
    .flatMap(({ segment_id, segment_name, currency, rows }) =>
      rows.flatMap(({ element_id, name, role, importance, department, owner, gaps }) => {
        const worst = gaps.filter(({ state }) => state === 'gap').toSorted((a, b) => b.priority - a.priority)[0]
        const place = { segment_id, segment_name, currency, element_id, name, role, importance, department, owner }
        return worst ? [{ ...worst, ...place }] : []
      }),
    )
    .toSorted((a, b) => b.priority - a.priority || (b.deviations ?? 0) - (a.deviations ?? 0))
}
