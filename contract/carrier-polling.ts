/** Asking a carrier that does not call us: its address, how often, and how it goes. */
import { z } from 'zod'
import { Instant, Text } from './values.ts'

export const POLLING_ERRORS = [
  'forbidden_address',
  'needs_https',
  'no_answer',
  'not_let_in',
  'slow_down',
  'carrier_failed',
  'too_large',
  'not_text',
  'redirected',
  'secret_lost',
  'no_mapping',
] as const
export const PollingError = z.enum(POLLING_ERRORS)
export type PollingError = z.infer<typeof PollingError>

const url = z
  .url({ protocol: /^https?$/ })
  .max(1_000)
  .refine((text) => text.includes('{number}'), 'must hold {number} where the tracking number stands')

export const CarrierPolling = z.object({
  is_on: z.boolean(),
  url,
  /** The header that carries the secret, such as `authorization` or `x-api-key`. */
  header_name: z
    .string()
    .max(60)
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be the name of a header')
    .refine((name) => !/^(host|content-length|connection|transfer-encoding|cookie)$/i.test(name), 'must be another one')
    .nullish(),
  /** For each shipment on its way. */
  every_minutes: z.int().min(5).max(1_440),
})
export type CarrierPolling = z.infer<typeof CarrierPolling>

export const SetCarrierPolling = CarrierPolling.extend({
  /** Kept sealed and never shown; absent: the one before stays. */
  secret: z
    .string()
    .min(1)
    .max(2_000)
    .regex(/^[\x21-\x7e][\x20-\x7e]*$/, 'must be one line of plain letters')
    .optional(),
})
export type SetCarrierPolling = z.infer<typeof SetCarrierPolling>

export const CarrierPollingState = z.object({
  /** Null: it is not asked. */
  polling: CarrierPolling.nullable(),
  has_secret: z.boolean(),
  last_ok_at: Instant.nullable(),
  last_error: PollingError.nullable(),
  last_error_at: Instant.nullable(),
  next_try_at: Instant.nullable(),
  /** On their way with this carrier and with a number. */
  shipments: z.int(),
  /** Of these asked for in the last 24 hours. */
  asked: z.int(),
})
export type CarrierPollingState = z.infer<typeof CarrierPollingState>

export const TryPolling = z.object({ number: Text })
export const PollingTrial = z.object({
  error: PollingError.nullable(),
  /** Of the answer; null: none came. */
  http: z.int().nullable(),
  /** The beginning of what came, to write the mapping by. */
  sample: z.string().nullable(),
})
export type PollingTrial = z.infer<typeof PollingTrial>
