/** Endpoints of who belongs to which segment: today's places, why, what a rule would do, and moves. */
import { z } from 'zod'
import {
  CustomersMoved,
  MoveCustomers,
  ProposedMoves,
  RulePreview,
  RulePreviewWish,
  SegmentMove,
  SegmentPlaces,
  WhySegment,
} from '../../../contract/segment-rules.ts'
import { Code } from '../../../contract/values.ts'
import { checkClauses } from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { lookAtSegments } from './look-at-segments.task.ts'
import { moveCustomers, withdrawMove } from './move-customers.command.ts'
import { proposedMoves } from './moves.store.ts'
import { previewRule, segmentPlaces, whySegment } from './places.ts'

const tag = 'rules of segments'
const params = z.object({ id: Code })
const today = (context: Context) => context.clock.now().toISOString().slice(0, 10)

export const segmentPlaceEndpoints = [
  endpoint({
    ...{ method: 'GET', path: '/segment-places', tag, permission: 'costs.read' },
    summary: 'Every customer with its figures, its segment and the one that the rules in force give it',
    answer: SegmentPlaces,
    handle: (context) => inSnapshot(context, (tx) => segmentPlaces(tx, today(context))),
  }),
  endpoint({
    ...{ method: 'GET', path: '/customers/:id/segment', tag, permission: 'costs.read', params },
    summary: 'Why a customer is in its segment: each rule, clause by clause, with its own figures',
    answer: WhySegment,
    handle: (context, { params: { id } }) => inSnapshot(context, (tx) => whySegment(tx, id, today(context))),
  }),
  endpoint({
    ...{ method: 'POST', path: '/segment-rules/preview', tag, permission: 'costs.read' },
    summary:
      'What a rule would do in its segment’s place, before it is kept: who is in, who would move, who falls in none or two',
    body: RulePreviewWish,
    answer: RulePreview,
    handle: (context, { body }) => {
      checkClauses(body.clauses)
      return inSnapshot(context, (tx) => previewRule(tx, body, today(context)))
    },
  }),
  endpoint({
    ...{ method: 'GET', path: '/segment-moves/proposed', tag, permission: 'standards.read' },
    summary: 'Moves that the rules propose since the last look; nobody is moved by them',
    answer: ProposedMoves,
    handle: (context) => inSnapshot(context, (tx) => proposedMoves(tx)),
  }),
  endpoint({
    ...{ method: 'POST', path: '/segment-moves/look', tag, permission: 'standards.write' },
    summary: 'Look again now at what the rules propose',
    answer: ProposedMoves,
    callsPerMinute: 20,
    handle: async (context) => {
      await lookAtSegments(context)
      return inSnapshot(context, (tx) => proposedMoves(tx))
    },
  }),
  endpoint({
    ...{ method: 'POST', path: '/segment-moves', tag, permission: 'standards.write' },
    summary: 'Move customers to other segments from a day on',
    body: MoveCustomers,
    answer: CustomersMoved,
    status: 201,
    handle: (context, { body }) => moveCustomers(context, body),
  }),
  endpoint({
    ...{ method: 'POST', path: '/segment-moves/:id/withdraw', tag, permission: 'standards.write', params },
    summary: 'Take back a move that waits for its day',
    answer: SegmentMove,
    handle: (context, { params: { id } }) => withdrawMove(context, id),
  }),
]
