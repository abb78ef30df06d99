/** The tools an assistant is offered. Each is one address of the program's own API: same right, same rules, same refusals. */
import { z } from 'zod'
import { NewAnswer } from '../../../contract/inquiries.ts'
import type { Permission } from '../../../contract/people.ts'
import { WishedLine } from '../../../contract/quotes.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { CarryOutRemedy } from '../../../contract/remedies.ts'
import { Code, Day, LineNumber } from '../../../contract/values.ts'

export interface Asking {
  readonly method: 'GET' | 'POST'
  /** Below /api/v1, encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

type Wish = Record<string, unknown>

export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Whoever lacks one of them is not offered the tool. */
  readonly permissions: readonly Permission[]
  readonly input: z.ZodRawShape
  /** One is answered as it is; several as an object by their names. */
  asks(wish: Wish): Readonly<Record<string, Asking>>
  /** Of an action: what is done once it is confirmed. Until then only `asks` is. */
  does?(wish: Wish): Asking
  /** What it was about, for the record. */
  about(wish: Wish): string | null
}

const at = (...parts: (string | number)[]) => `/${parts.map(oneStep).join('/')}`

/** Refuses what would lead to another address (`..`) or to none (half of a letter). */
function oneStep(part: string | number): string {
  const text = String(part)
  if (/^\.{1,2}$|\p{Cs}/u.test(text)) throw new Refusal('invalid_input', { value: text.replace(/\p{Cs}/gu, '?') })
  return encodeURIComponent(text)
}
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const get = (path: string, query?: Asking['query']): Asking => ({ method: 'GET', path, ...(query && { query }) })
const few = z.int().min(1).max(50).default(20).describe('How many rows at most')
const search = z.string().max(100).optional()

/** Keeps the types of one tool's input; the list forgets them. */
const tool = <Shape extends z.ZodRawShape>(
  definition: Omit<Tool, 'input' | 'asks' | 'does' | 'about'> & {
    readonly input: Shape
    asks(wish: z.output<z.ZodObject<Shape>>): Record<string, Asking>
    does?(wish: z.output<z.ZodObject<Shape>>): Asking
    about?(wish: z.output<z.ZodObject<Shape>>): string | null
  },
): Tool => ({
  about: ({ order_id, inquiry_id, customer_id, quote_id, product_id }: Wish) =>
    text(order_id) || text(inquiry_id) || text(customer_id) || text(quote_id) || text(product_id) || null,
  ...(definition as unknown as Omit<Tool, 'about'>),
})

const readTools: Tool[] = [
  tool({
    name: 'find_orders',
    title: 'Find orders',
    description: 'Orders by the beginning of their number, a customer’s name or number, and how far they have come.',
    permissions: ['orders.read'],
    input: {
      q: search.describe('Beginning of an order number, or part of a customer’s name or number'),
      customer_id: Code.optional(),
      state: z.enum(['open', 'shipped', 'delivered', 'cancelled']).optional(),
      limit: few,
    },
    asks: (wish) => ({ orders: get('/orders', wish) }),
  }),
  tool({
    name: 'where_is_order',
    title: 'Where is an order?',
    description:
      'How far an order has come from the supplier to the door, and for each open line the chance of being late, why, and when it is expected.',
    permissions: ['orders.read'],
    input: { order_id: Code },
    asks: ({ order_id }) => ({
      progress: get(`/orders${at(order_id)}/progress`),
      risk: get(`/orders${at(order_id)}/risk`),
    }),
  }),
  tool({
    name: 'order_file',
    title: 'The file of an order',
    description: 'Everything that was wished, promised, sent, observed, delivered and said of one order.',
    permissions: ['orders.read'],
    input: { order_id: Code },
    asks: ({ order_id }) => ({ order: get(`/orders${at(order_id)}`) }),
  }),
  tool({
    name: 'promises_in_danger',
    title: 'Promises in danger',
    description:
      'Open promises that are likely to be broken, worst for the customer first, with the cause, the chance and who deals with it.',
    permissions: ['orders.read'],
    input: {
      level: z.enum(['watch', 'act', 'tell']).default('act').describe('This level or worse'),
      customer_id: Code.optional(),
      q: search,
      limit: few,
    },
    asks: (wish) => ({ dangers: get('/at-risk', wish) }),
  }),
  tool({
    name: 'remedies',
    title: 'Ways out of a danger',
    description:
      'What can be done about a line in danger: the day it would come, at which extra cost, and whom else it touches.',
    permissions: ['promises.write'],
    input: { order_id: Code, line_number: LineNumber },
    asks: ({ order_id, line_number }) => ({ remedies: get(`/orders${at(order_id)}/lines${at(line_number)}/remedies`) }),
  }),
  tool({
    name: 'scorecard',
    title: 'Scorecard',
    description:
      'Shares of lines on time, in full and right in each of the seven rights, with numerator, denominator and 95 % interval.',
    permissions: ['scorecard.read'],
    input: {
      from: Day.optional(),
      to: Day.optional(),
      customer_id: Code.optional(),
      segment_id: Code.optional(),
      carrier_id: Code.optional(),
    },
    asks: (wish) => ({ scorecard: get('/scorecard', wish) }),
  }),
  tool({
    name: 'customer',
    title: 'A customer',
    description: 'One customer: segment, country, language, newest orders and open inquiries.',
    permissions: ['master_data.read', 'orders.read', 'inquiries.read'],
    input: { customer_id: Code },
    asks: ({ customer_id }) => ({
      customer: get(`/customers${at(customer_id)}`),
      orders: get('/orders', { customer_id, limit: 10 }),
      inquiries: get('/inquiries', { customer_id, limit: 10 }),
    }),
  }),
  tool({
    name: 'stock',
    title: 'Stock',
    description: 'What lies where, what of it is reserved, what can be promised for today, and when more is expected.',
    permissions: ['stock.read'],
    input: {
      q: search.describe('Beginning of a product’s code, or part of its name'),
      product_id: Code.optional(),
      location_id: Code.optional(),
      limit: few,
    },
    asks: (wish) => ({ stock: get('/stock', wish) }),
  }),
  tool({
    name: 'open_inquiries',
    title: 'Open inquiries',
    description: 'Questions of customers, what is due first on top.',
    permissions: ['inquiries.read'],
    input: { q: search, customer_id: Code.optional(), limit: few },
    asks: (wish) => ({ inquiries: get('/inquiries', wish) }),
  }),
  tool({
    name: 'inquiry',
    title: 'An inquiry',
    description:
      'One question with its conversation, the facts of its order, and an answer suggested from these facts.',
    permissions: ['inquiries.read'],
    input: { inquiry_id: Code },
    asks: ({ inquiry_id }) => ({ inquiry: get(`/inquiries${at(inquiry_id)}`) }),
  }),
  tool({
    name: 'quote',
    title: 'Ask for offers',
    description:
      'Offers that can be kept for a wish: day, place, price and chance. Nothing is reserved or ordered by asking.',
    permissions: ['promises.write'],
    input: {
      customer_id: Code,
      location_id: Code.optional(),
      lines: z
        .array(
          z.object({
            ...WishedLine.pick({ line_number: true, product_id: true, quantity: true }).shape,
            requested_to_date: Day.optional(),
          }),
        )
        .min(1)
        .max(50),
    },
    asks: (wish) => ({ quote: { method: 'POST', path: '/quotes', body: wish } }),
  }),
]

const actions: Tool[] = [
  tool({
    name: 'answer_inquiry',
    title: 'Answer an inquiry',
    description: 'Sends an answer to the customer. Without `confirm` it only shows the inquiry and hands back a code.',
    permissions: ['inquiries.read', 'inquiries.write'],
    input: { inquiry_id: Code, text: NewAnswer.shape.text, is_final: z.boolean().default(true) },
    asks: ({ inquiry_id }) => ({ inquiry: get(`/inquiries${at(inquiry_id)}`) }),
    does: ({ inquiry_id, ...body }) => ({ method: 'POST', path: `/inquiries${at(inquiry_id)}/answers`, body }),
  }),
  tool({
    name: 'carry_out_remedy',
    title: 'Carry out a remedy',
    description:
      'Carries out one of the remedies of a line in danger, as it was shown, and tells the customer. Without `confirm` it only shows the remedies and hands back a code.',
    permissions: ['promises.write'],
    input: { order_id: Code, line_number: LineNumber, ...CarryOutRemedy.shape },
    asks: ({ order_id, line_number }) => ({ remedies: get(`/orders${at(order_id)}/lines${at(line_number)}/remedies`) }),
    does: ({ order_id, line_number, ...body }) => ({
      method: 'POST',
      path: `/orders${at(order_id)}/lines${at(line_number)}/remedies`,
      body,
    }),
  }),
  tool({
    name: 'take_offer',
    title: 'Take an offer',
    description:
      'Orders what was quoted and makes the promise. Without `confirm` it only shows the quote and hands back a code.',
    permissions: ['promises.write'],
    input: { quote_id: Code, offer_number: z.int().min(1).max(10), has_consent: z.boolean().default(false) },
    asks: ({ quote_id }) => ({ quote: get(`/quotes${at(quote_id)}`) }),
    does: ({ quote_id, ...body }) => ({ method: 'POST', path: `/quotes${at(quote_id)}/take`, body }),
  }),
]

export const TOOLS: readonly Tool[] = [...readTools, ...actions]
