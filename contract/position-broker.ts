/** The company's MQTT broker, from which positions are heard, and how that goes. */
import { z } from 'zod'
import { POSITION_FAULTS } from './positions.ts'
import { Instant } from './values.ts'

export const BROKER_ERRORS = [
  'forbidden_address',
  'needs_tls',
  'no_answer',
  'not_let_in',
  'not_subscribed',
  'broken_off',
  'too_large',
  'secret_lost',
] as const
export const BrokerError = z.enum(BROKER_ERRORS)
export type BrokerError = z.infer<typeof BrokerError>

/** Why a message was not taken: as through any other door, or because it could not be read, or too many came. */
export const BROKER_REFUSALS = [...POSITION_FAULTS, 'unreadable', 'encrypted', 'too_often'] as const
export const BrokerRefusal = z.enum(BROKER_REFUSALS)
export type BrokerRefusal = z.infer<typeof BrokerRefusal>

/** Without encryption only to this machine. */
const LOOPBACK = /^(localhost|127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}|\[::1\])$/

const url = z
  .url({ protocol: /^mqtts?$/, hostname: /^.+$/ })
  .max(300)
  // A host in percent signs is read by each library otherwise.
  .regex(/^[!-$&-~]+$/, 'must be plain letters without spaces')
  .refine(isBare, 'must be mqtts://, a host and a port, and nothing else')
  .refine((text) => !/^mqtt:/i.test(text) || isOnThisMachine(text), 'must be mqtts://')

/** Whoever judges a text further is asked about texts that were refused already. */
function isBare(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password, pathname, search, hash } = new URL(text)
  return !username && !password && (pathname === '' || pathname === '/') && !search && !hash
}

function isOnThisMachine(text: string): boolean {
  return URL.canParse(text) && LOOPBACK.test(new URL(text).hostname)
}

/** Of MQTT: `+` stands for one level, `#` for all that follow. */
const topic = z
  .string()
  .max(200)
  .regex(
    /^(?!\$)(?:[^+#/\p{Cc}\p{Cs}]*|\+)(?:\/(?:[^+#/\p{Cc}\p{Cs}]*|\+))*(?:\/#)?$/u,
    'must be a topic filter such as owntracks/+/+',
  )
  .refine((text) => text.length > 0, 'must not be empty')

export const PositionBroker = z.object({
  is_on: z.boolean(),
  url,
  username: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u)
    .nullish(),
  topic: topic.default('owntracks/+/+'),
  /** Drivers' phones report: they are heard only on a trip and with the driver's consent. */
  are_phones: z.boolean().default(true),
})
export type PositionBroker = z.infer<typeof PositionBroker>

export const SetPositionBroker = PositionBroker.extend({
  /** Kept sealed and never shown; absent: the one before stays, unless the address becomes another. */
  password: z
    .string()
    .min(1)
    .max(2_000)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u)
    .optional(),
})
export type SetPositionBroker = z.infer<typeof SetPositionBroker>

export const PositionBrokerState = z.object({
  /** Null: none is set. */
  broker: PositionBroker.nullable(),
  has_password: z.boolean(),
  is_connected: z.boolean(),
  last_heard_at: Instant.nullable(),
  last_error: BrokerError.nullable(),
  last_error_at: Instant.nullable(),
  next_try_at: Instant.nullable(),
  last_refusal: BrokerRefusal.nullable(),
  /** As it named itself. */
  last_refused_device: z.string().nullable(),
  last_refused_at: Instant.nullable(),
})
export type PositionBrokerState = z.infer<typeof PositionBrokerState>
