/** What assistants asked for and did with a key. */
import { z } from 'zod'
import { Instant } from './values.ts'

export const CALL_OUTCOMES = ['read', 'prepared', 'done', 'refused'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

export const AssistantCallQuery = z.object({
  outcome: z.enum(CALL_OUTCOMES).optional(),
  /** Part of a tool's name, or of the number it was about. */
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type AssistantCallQuery = z.infer<typeof AssistantCallQuery>

export const AssistantCall = z.object({
  call_id: z.uuid(),
  called_at: Instant,
  actor: z.string(),
  /** Null: the key is gone. */
  key_name: z.string().nullable(),
  tool: z.string(),
  outcome: z.enum(CALL_OUTCOMES),
  /** Why it was refused. */
  code: z.string().nullable(),
  about: z.string().nullable(),
})
export type AssistantCall = z.infer<typeof AssistantCall>
export const AssistantCalls = z.object({ calls: z.array(AssistantCall), total: z.int() })
