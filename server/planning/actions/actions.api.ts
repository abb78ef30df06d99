/** The action plan: steps, where some are due, and what became of them. */
import { z } from 'zod'
import { Action, ActionEffect, ActionGaps, ActionProgress, ActionReminders } from '../../../contract/actions.ts'
import { Code } from '../../../contract/values.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { requireLocation } from '../../modules/locations/index.ts'
import { requireSegments } from '../../modules/policies/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { action, checkAction } from './action.ts'
import { actionGaps, actionReminders, effectOfAction } from './actions.command.ts'
import { requireOwner } from './measured.store.ts'
import { tellProgress } from './tell-progress.command.ts'

const tag = 'action plan'
/** Null: a program asks. */
const userOf = (actor: string) => (actor.startsWith('user:') ? actor.slice('user:'.length) : null)
const dayOf = (now: Date) => now.toISOString().slice(0, 10)

export const actionEndpoints = [
  endpoint({
    method: 'GET',
    path: '/actions/due',
    tag,
    permission: 'scorecard.read',
    summary: 'Standards that are surely not met, those without a step and with most at stake first',
    answer: ActionGaps,
    handle: (context) => inSnapshot(context, (tx) => actionGaps(tx, dayOf(context.clock.now()))),
  }),
  endpoint({
    method: 'GET',
    path: '/actions/reminders',
    tag,
    permission: 'scorecard.read',
    summary: 'Steps due within a week or past due, the own ones first',
    answer: ActionReminders,
    handle: (context) =>
      inSnapshot(context, (tx) => actionReminders(tx, dayOf(context.clock.now()), userOf(context.principal.actor))),
  }),
  endpoint({
    method: 'GET',
    path: '/actions/:id/effect',
    tag,
    permission: 'scorecard.read',
    summary: 'Whether a step that is done moved its measure, beside those it did not touch',
    params: z.object({ id: Code }),
    answer: ActionEffect,
    handle: (context, { params }) =>
      inSnapshot(context, (tx) => effectOfAction(tx, params.id, dayOf(context.clock.now()))),
  }),
  endpoint({
    method: 'POST',
    path: '/actions/:id/progress',
    tag,
    permission: 'scorecard.read',
    summary: 'Say that a step is begun or done: its owner, or whoever plans steps',
    params: z.object({ id: Code }),
    body: ActionProgress,
    answer: Action,
    handle: (context, { params, body }) => tellProgress(context, params.id, body),
  }),
  ...recordEndpoints({
    read: 'scorecard.read',
    write: 'standards.write',
    type: action,
    path: '/actions',
    tag,
    body: Action,
    searched: ['action_id', 'title', 'note'],
    filters: ['state', 'segment_id', 'measure', 'owner', 'element_id', 'chart_id'],
    check: async (tx, state, now) => {
      checkAction(state, now)
      await requireOwner(tx, state.owner as string | null | undefined)
      if (state.segment_id != null) await requireSegments(tx, [String(state.segment_id)])
      if (state.site_id != null) await requireLocation(tx, String(state.site_id))
    },
  }),
]
