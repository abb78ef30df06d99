/** A season before it comes. */
import { z } from 'zod'
import { CutOffTold, SeasonPreparation, SeasonsToPrepare } from '../../../contract/seasons.ts'
import { Code } from '../../../contract/values.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { prepareSeason } from './prepare.command.ts'
import { tellCutOff } from './tell-cut-off.command.ts'
import { seasonsToPrepare } from './to-prepare.command.ts'

export const seasonPreparationEndpoints = [
  endpoint({
    method: 'GET',
    path: '/seasons-to-prepare',
    tag: 'seasons',
    permission: 'stock.read',
    summary: 'Peaks that come within two months: what is not prepared yet, and weeks of last year that nobody drew',
    answer: SeasonsToPrepare,
    handle: (context) => seasonsToPrepare(context),
  }),
  endpoint({
    method: 'GET',
    path: '/seasons/:id/preparation',
    tag: 'seasons',
    permission: 'stock.read',
    summary:
      'What to do before a season: orders with their day, capacity gaps by week, what to tell, what history teaches',
    params: z.object({ id: Code }),
    answer: SeasonPreparation,
    handle: (context, { params }) => prepareSeason(context, params.id),
  }),
  endpoint({
    method: 'POST',
    path: '/seasons/:id/cut-off-notices',
    tag: 'seasons',
    permission: 'promises.write',
    summary: 'Publish the last day to order before a season: a message to each customer it touches',
    params: z.object({ id: Code }),
    body: z.object({}),
    answer: CutOffTold,
    handle: (context, { params }) => tellCutOff(context, params.id),
  }),
]
