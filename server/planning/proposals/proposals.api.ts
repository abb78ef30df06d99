/** Proposals: which promises no longer hold, what to do about each, and one press to do it. */
import { z } from 'zod'
import {
  CarriedOut,
  CarryOut,
  CheckedPromises,
  CheckPromises,
  ProposalFile,
  ProposalList,
  ProposalQuery,
  ProposeAllocation,
  ProposedAllocation,
} from '../../../contract/proposals.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { carryOut } from './carry-out.command.ts'
import { checkPromises } from './check-promises.command.ts'
import { countChanges, endProposal, getProposal, listChanges, listProposals } from './proposals.store.ts'
import { proposeAllocation } from './share-out.command.ts'

const id = z.object({ id: Code })
const CHANGES_SHOWN_MAX = 5_000

export const proposalEndpoints = [
  endpoint({
    method: 'GET',
    path: '/proposals',
    tag: 'proposals',
    permission: 'orders.read',
    summary: 'Proposals to move promises',
    query: ProposalQuery,
    answer: ProposalList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listProposals(tx, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/proposals/:id',
    tag: 'proposals',
    permission: 'orders.read',
    summary: 'A proposal with who moves, who does not, and why',
    params: id,
    answer: ProposalFile,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => {
        const proposal = await getProposal(tx, params.id)
        const changes = await listChanges(tx, params.id, CHANGES_SHOWN_MAX)
        return { ...proposal, changes, changes_total: await countChanges(tx, params.id) }
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/proposals/checks',
    tag: 'proposals',
    permission: 'promises.write',
    summary: 'Ask which promises still hold',
    body: CheckPromises,
    answer: CheckedPromises,
    handle: (context, { body }) =>
      checkPromises(context, {
        pools: body.pools ?? null,
        kind: 'stock',
        cause: body.pools ? { pools: body.pools } : { pools: 'all' },
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/proposals/allocations',
    tag: 'proposals',
    permission: 'promises.write',
    summary: 'Share the goods of a product or a site out anew by the policy in force, as a proposal',
    body: ProposeAllocation,
    answer: ProposedAllocation,
    handle: (context, { body }) => proposeAllocation(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/proposals/:id/carry-out',
    tag: 'proposals',
    permission: 'promises.write',
    summary: 'Move the promises as proposed and let a message to each customer wait',
    params: id,
    body: CarryOut,
    answer: CarriedOut,
    handle: (context, { params, body }) => carryOut(context, params.id, body.lines),
  }),
  endpoint({
    method: 'POST',
    path: '/proposals/:id/drop',
    tag: 'proposals',
    permission: 'promises.write',
    summary: 'Let a proposal go',
    params: id,
    body: z.object({}),
    answer: z.object({ proposal_id: Code, state: z.string() }),
    handle: (context, { params }) =>
      inTransaction(context, async (tx) => {
        await endProposal(context, tx, params.id, 'dropped')
        return { proposal_id: params.id, state: 'dropped' }
      }),
  }),
]
