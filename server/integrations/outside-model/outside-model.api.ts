/** The outside model: what is set, what may be asked of it, asking it, and that it was asked. */
import { z } from 'zod'
import {
  AskModel,
  ModelCallQuery,
  ModelCalls,
  ModelOffer,
  ModelSuggestion,
  OutsideModelState,
  SetOutsideModel,
} from '../../../contract/outside-model.ts'
import { Code } from '../../../contract/values.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { countCalls, listModelCalls, readModel } from './calls.store.ts'
import { setModel } from './set-model.command.ts'
import { type ModelAsking, suggestByModel } from './suggest.command.ts'

const tag = 'outside model'

const show = (context: Context): Promise<OutsideModelState> =>
  inSnapshot(context, async (tx) => {
    const stored = await readModel(tx)
    const { thisMonth } = await countCalls(tx, context.clock.now())
    if (!stored) return { setting: null, has_key: false, calls_this_month: thisMonth }
    const { sealed, ...setting } = stored
    return { setting, has_key: sealed !== null, calls_this_month: thisMonth }
  })

export const outsideModelEndpoints = (asking: ModelAsking): AnyEndpoint[] => [
  endpoint({
    method: 'GET',
    path: '/outside-model',
    tag,
    permission: 'people.manage',
    summary: 'The outside model that may suggest words, and how often it was asked this month',
    answer: OutsideModelState,
    handle: show,
  }),
  endpoint({
    method: 'PUT',
    path: '/outside-model',
    tag,
    permission: 'people.manage',
    summary: 'Set the outside model: its address, its key, what it may suggest and how often',
    body: SetOutsideModel,
    answer: OutsideModelState,
    hasSecrets: true,
    handle: async (context, { body }) => {
      await setModel(context, asking.sealer, body)
      return show(context)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/outside-model/offer',
    tag,
    permission: 'inquiries.read',
    summary: 'What may be asked of the outside model now',
    answer: ModelOffer,
    handle: (context) =>
      inSnapshot(context, async (tx) => {
        const stored = await readModel(tx)
        return stored?.is_on ? { model: stored.model, uses: stored.uses } : { model: null, uses: [] }
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/outside-model/calls',
    tag,
    permission: 'audit.read',
    summary:
      'When the outside model was asked, by whom, for what, and how that went, newest first; never what was said',
    query: ModelCallQuery,
    answer: ModelCalls,
    handle: (context, { query }) => inSnapshot(context, (tx) => listModelCalls(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'POST',
    path: '/inquiries/:id/model-suggestions',
    tag,
    permission: 'inquiries.write',
    summary: 'Ask the outside model for words or a topic, for a person to judge; nothing is sent or changed by it',
    params: z.object({ id: Code }),
    body: AskModel,
    answer: ModelSuggestion,
    callsPerMinute: 20,
    hasSecrets: true,
    handle: (context, { params, body }) => suggestByModel(context, asking, { id: params.id, wish: body }),
  }),
]
