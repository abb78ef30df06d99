import { NewRating } from '../../../contract/work.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { giveRating } from './give-rating.command.ts'

export const ratingEndpoints = [
  endpoint({
    method: 'POST',
    path: '/ratings',
    tag: 'ratings',
    permission: 'orders.write',
    summary: "Record a customer's rating of an order",
    body: NewRating,
    answer: NewRating,
    status: 201,
    handle: (context, { body }) => giveRating(context, body),
  }),
]
