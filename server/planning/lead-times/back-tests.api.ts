/** Back-tests: ask for one, watch it, cancel it; and learning lead times anew. */
import { z } from 'zod'
import { BackTest, BackTestList, NewBackTest } from '../../../contract/back-tests.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { enqueue } from '../../platform/jobs/index.ts'
import { getBackTest, listBackTests, newestVersion } from './back-tests.store.ts'
import { learnLeadTimesTask } from './learn-lead-times.task.ts'
import { askBackTest, cancelBackTest } from './run-back-test.command.ts'

const id = z.object({ id: Code })
const tag = 'back-tests'

export const backTestEndpoints = [
  endpoint({
    method: 'GET',
    path: '/back-tests',
    tag,
    permission: 'scorecard.read',
    summary: 'Back-tests, newest first, and what promises stand on now',
    answer: BackTestList,
    handle: (context) =>
      inSnapshot(context, async (tx) => ({ back_tests: await listBackTests(tx), learned: await newestVersion(tx) })),
  }),
  endpoint({
    method: 'POST',
    path: '/back-tests',
    tag,
    permission: 'promises.write',
    summary: 'Ask how promises of the past would have been kept',
    body: NewBackTest,
    answer: BackTest,
    status: 202,
    handle: (context, { body }) => askBackTest(context, body.judged_share),
  }),
  endpoint({
    method: 'GET',
    path: '/back-tests/:id',
    tag,
    permission: 'scorecard.read',
    summary: 'A back-test with its progress and report',
    params: id,
    answer: BackTest,
    handle: (context, { params }) => inSnapshot(context, (tx) => getBackTest(tx, params.id)),
  }),
  endpoint({
    method: 'POST',
    path: '/back-tests/:id/cancel',
    tag,
    permission: 'promises.write',
    summary: 'Stop a back-test; nothing of it is kept',
    params: id,
    body: z.object({}),
    answer: BackTest,
    handle: (context, { params }) => cancelBackTest(context, params.id),
  }),
  endpoint({
    method: 'POST',
    path: '/lead-times/learn',
    tag,
    permission: 'promises.write',
    summary: "Learn lead times anew from the company's own deliveries",
    body: z.object({}),
    answer: z.object({ is_asked: z.literal(true) }),
    status: 202,
    handle: (context) =>
      inTransaction(context, async (tx) => {
        await enqueue(tx, learnLeadTimesTask, {})
        return { is_asked: true as const }
      }),
  }),
]
