/** Replays of drafts: ask for one, watch it, cancel it. */
import { z } from 'zod'
import { NewReplay, Replay, ReplayList, ReplaysQuery } from '../../../contract/replays.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { getReplay, listReplays } from './replays.store.ts'
import { askReplay, cancelReplay } from './run-replay.command.ts'

const id = z.object({ id: Code })
const tag = 'replays'

export const packageReplayEndpoints = [
  endpoint({
    method: 'GET',
    path: '/replays',
    tag,
    permission: 'costs.read',
    summary: 'Replays, newest first',
    query: ReplaysQuery,
    answer: ReplayList,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => ({ rows: await listReplays(tx, query.draft_id) })),
  }),
  endpoint({
    method: 'POST',
    path: '/replays',
    tag,
    permission: 'standards.write',
    summary: "Ask what last year's orders, or simulated years, would see under a draft",
    body: NewReplay,
    answer: Replay,
    status: 202,
    handle: (context, { body }) => askReplay(context, body),
  }),
  endpoint({
    method: 'GET',
    path: '/replays/:id',
    tag,
    permission: 'costs.read',
    summary: 'A replay with its progress and report',
    params: id,
    answer: Replay,
    handle: (context, { params }) => inSnapshot(context, (tx) => getReplay(tx, params.id)),
  }),
  endpoint({
    method: 'POST',
    path: '/replays/:id/cancel',
    tag,
    permission: 'standards.write',
    summary: 'Stop a replay; nothing of it is kept',
    params: id,
    body: z.object({}),
    answer: Replay,
    handle: (context, { params }) => cancelReplay(context, params.id),
  }),
]
