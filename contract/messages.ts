/** What customers are to be told. */
import { z } from 'zod'
import { Code, Instant } from './values.ts'

export const MESSAGE_STATES = ['waiting', 'sent', 'dropped', 'failed'] as const

export const Message = z.object({
  message_id: z.uuid(),
  customer_id: Code,
  kind: z.string(),
  order_id: Code.nullable(),
  /** What the message says: dates, quantities, the reason's code and the choices. */
  content: z.record(z.string(), z.unknown()),
  made_at: Instant,
  state: z.enum(MESSAGE_STATES),
})
export type Message = z.infer<typeof Message>

export const MessageList = z.object({ messages: z.array(Message), total: z.int() })
export const MessageQuery = z.object({
  state: z.enum(MESSAGE_STATES).default('waiting'),
  customer_id: Code.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
