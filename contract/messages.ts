/** What customers are told: kinds, states, ways, who wants what, and the words. */
import { z } from 'zod'
import { Code, Instant, Language, Zone } from './values.ts'

/** What there is to tell. The first nine are about an order; `delay` brings choices, `at_risk` comes before anything has moved. */
export const MESSAGE_KINDS = [
  'promise_made',
  'promise_moved',
  'at_risk',
  'delay',
  'dispatched',
  'out_for_delivery',
  'attempt_failed',
  'delivered',
  'cancelled',
  'claim_decided',
  'inquiry_answered',
  'problem_closed',
  'feedback_answered',
  'season_ahead',
  'service_lowered',
  'survey_invited',
  'survey_reminded',
] as const
/** For one person alone, with a link that is theirs: nobody else is told in their place, and no program. */
export const PERSONAL_KINDS: readonly (typeof MESSAGE_KINDS)[number][] = ['survey_invited', 'survey_reminded']
export const MessageKind = z.enum(MESSAGE_KINDS)
export type MessageKind = z.infer<typeof MessageKind>

/** As long as nothing else is set. Bad news with choices goes out when somebody has looked at it. */
export const USUAL_MODES: Readonly<Record<MessageKind, 'automatic' | 'by_hand'>> = {
  promise_made: 'automatic',
  promise_moved: 'automatic',
  at_risk: 'by_hand',
  delay: 'by_hand',
  dispatched: 'automatic',
  out_for_delivery: 'automatic',
  attempt_failed: 'automatic',
  delivered: 'automatic',
  cancelled: 'automatic',
  claim_decided: 'automatic',
  inquiry_answered: 'automatic',
  problem_closed: 'automatic',
  feedback_answered: 'automatic',
  season_ahead: 'by_hand',
  service_lowered: 'automatic',
  survey_invited: 'automatic',
  survey_reminded: 'automatic',
}

/** waiting: for a person to let it through; sending: on its way to at least one reader. */
export const MESSAGE_STATES = ['waiting', 'sending', 'sent', 'failed', 'dropped'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** By which way somebody is reached. `chat` is a messenger behind a gateway; `portal` is the inbox that is always there. */
export const WAYS = ['email', 'sms', 'chat', 'webhook', 'portal'] as const
export const Way = z.enum(WAYS)
export type Way = z.infer<typeof Way>

/**
 * due: at its hour; digest: waits for the next collection; sending: handed over just now; sent: taken by the gateway;
 * delivered: a receipt came; uncertain: handed over, and nobody knows; stopped: the reader no longer wants it.
 */
export const SENDING_STATES = [
  'due',
  'digest',
  'sending',
  'sent',
  'delivered',
  'failed',
  'uncertain',
  'stopped',
] as const
export type SendingState = (typeof SENDING_STATES)[number]

export const Message = z.object({
  message_id: z.uuid(),
  customer_id: Code,
  customer_name: z.string().nullable(),
  kind: z.string(),
  order_id: Code.nullable(),
  /** What the message says: dates, quantities, the reason's code and the choices. */
  content: z.record(z.string(), z.unknown()),
  made_at: Instant,
  state: z.enum(MESSAGE_STATES),
  /** Why it failed or was dropped: a code. */
  reason: z.string().nullable(),
  /** How many have got it, and how many are meant to. */
  reached: z.int(),
  recipients: z.int(),
  /** The ways it went or is going. */
  ways: z.array(z.string()),
})
export type Message = z.infer<typeof Message>

export const MessageList = z.object({ messages: z.array(Message), total: z.int() })
export const MessageQuery = z.object({
  /** Absent: in every state. */
  state: z.enum(MESSAGE_STATES).optional(),
  kind: MessageKind.optional(),
  customer_id: Code.optional(),
  order_id: Code.optional(),
  q: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type MessageQuery = z.infer<typeof MessageQuery>

export const Sending = z.object({
  sending_id: z.uuid(),
  recipient_kind: z.enum(['contact', 'webhook', 'portal']),
  recipient_id: Code,
  /** Null once the person has been erased. */
  recipient_name: z.string().nullable(),
  way: Way,
  language: Language,
  state: z.enum(SENDING_STATES),
  due_at: Instant,
  sent_at: Instant.nullable(),
  reason: z.string().nullable(),
  attempts: z.int(),
})
export type Sending = z.infer<typeof Sending>

export const Words = z.object({ subject: z.string().trim().min(1).max(200), body: z.string().trim().min(1).max(4_000) })
export type Words = z.infer<typeof Words>

/** One message whole: who gets it when, and its words in each language in which it will be or was read. */
export const MessageFile = z.object({
  message: Message,
  sendings: z.array(Sending),
  words: z.array(
    z.object({
      language: Language,
      subject: z.string(),
      /** For editing: tables, lists and the button stand as holes. */
      body: z.string(),
      text: z.string(),
      is_edited: z.boolean(),
    }),
  ),
})
export type MessageFile = z.infer<typeof MessageFile>

export const MessageIds = z.object({ message_ids: z.array(z.uuid()).min(1).max(500) })
export const MessagesDone = z.object({ done: z.int(), left: z.int() })
/** Words of one language, as this one message shall say it; null: as the template says. */
export const EditWords = z.object({ language: Language, words: Words.nullable() })

export const MODES = ['automatic', 'by_hand', 'off'] as const
export const Mode = z.enum(MODES)
const Minute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 21:00')

export const MessageSetting = z.object({
  /** Off: nothing is told by itself. */
  is_on: z.boolean(),
  modes: z.partialRecord(MessageKind, Mode),
  /** Whom the customer may turn to: stands at the end of every message. */
  contact_line: z.string().trim().max(300).nullable(),
  /** The company's colour on mails and on the public tracking page, as #rrggbb; null or absent: ours. */
  accent_color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .nullable()
    .optional(),
  quiet_from: Minute,
  quiet_to: Minute,
})
export type MessageSetting = z.infer<typeof MessageSetting>

export const NewTemplate = z.object({
  kind: MessageKind,
  language: Language,
  /** From this day on; today and later. */
  valid_from: z.iso.date(),
  subject: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(4_000),
  sms: z.string().trim().min(1).max(320),
})
export type NewTemplate = z.infer<typeof NewTemplate>

export const MessageTemplate = z.object({
  kind: MessageKind,
  language: Language,
  /** Null: the words that come with the program. */
  template_id: Code.nullable(),
  valid_from: z.string().nullable(),
  subject: z.string(),
  body: z.string(),
  sms: z.string(),
})
export type MessageTemplate = z.infer<typeof MessageTemplate>
export const TemplateList = z.object({
  templates: z.array(MessageTemplate),
  /** What may stand in curly brackets, by kind. */
  holes: z.record(z.string(), z.array(z.string())),
})
export const PreviewTemplate = z.object({
  kind: MessageKind,
  language: Language,
  subject: z.string().max(200),
  body: z.string().max(4_000),
  sms: z.string().max(320),
  /** Absent: the latest order that this could be about. */
  order_id: Code.nullish(),
})
export const TemplatePreview = z.object({
  order_id: Code.nullable(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sms: z.string(),
  sms_parts: z.int(),
})
export type TemplatePreview = z.infer<typeof TemplatePreview>

/** What one person wants to hear, by which way, at which hours. */
export const MessagePreference = z.object({
  /** In this order; the portal's inbox is always there. */
  ways: z.array(z.enum(['email', 'sms', 'chat'])).max(3),
  /** What differs from the usual of the person's role in buying. */
  kinds: z.partialRecord(MessageKind, z.boolean()),
  /** Null: as the company has set. */
  quiet_from: Minute.nullable(),
  quiet_to: Minute.nullable(),
  /** Null: of the place the goods go to. */
  zone: Zone.nullable(),
  on_weekends: z.boolean(),
  /** May be woken when something must be decided before the morning. */
  urgent_at_night: z.boolean(),
  /** Wants nothing at all, but what stands in the portal. */
  is_stopped: z.boolean(),
})
export type MessagePreference = z.infer<typeof MessagePreference>
/** With what it comes to: what the role's usual makes of it. */
export const PreferenceFile = z.object({
  contact_id: Code,
  preference: MessagePreference,
  wanted: z.record(z.string(), z.boolean()),
  has_email: z.boolean(),
  has_phone: z.boolean(),
})
export type PreferenceFile = z.infer<typeof PreferenceFile>

/** A gateway for short messages or chat. The secret goes in and never comes out. */
export const NewMessageChannel = z.object({
  is_on: z.boolean(),
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** What the reader sees it come from. */
  shown_as: z.string().trim().max(50).nullish(),
  /** The gateway reports arrivals; where none comes in time, the next way is taken. */
  gives_receipts: z.boolean(),
  /** Absent: the one there is. */
  secret: z.string().min(8).max(500).optional(),
})
export type NewMessageChannel = z.infer<typeof NewMessageChannel>
export const MessageChannel = z.object({
  way: Way,
  is_on: z.boolean(),
  url: z.string().nullable(),
  shown_as: z.string().nullable(),
  gives_receipts: z.boolean(),
  has_secret: z.boolean(),
})
export type MessageChannel = z.infer<typeof MessageChannel>
export const TestSend = z.object({ to: z.string().trim().min(3).max(254) })
export const TestSent = z.object({
  outcome: z.enum(['accepted', 'refused', 'postponed', 'uncertain']),
  reason: z.string(),
})

export const NewWebhook = z.object({
  customer_id: Code,
  url: z.url({ protocol: /^https?$/ }).max(500),
  /** Empty: every kind. */
  kinds: z.array(MessageKind).max(MESSAGE_KINDS.length).default([]),
  is_on: z.boolean().default(true),
})
export const ChangeWebhook = z.object({
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  kinds: z.array(MessageKind).max(MESSAGE_KINDS.length).optional(),
  is_on: z.boolean().optional(),
})
export const Webhook = z.object({
  webhook_id: Code,
  customer_id: Code,
  url: z.string(),
  kinds: z.array(z.string()),
  is_on: z.boolean(),
  /** After a change of secret both sign until the old one is let go. */
  has_two_secrets: z.boolean(),
})
export type Webhook = z.infer<typeof Webhook>
/** The secret is in this answer and nowhere else. */
export const CreatedWebhook = z.object({ webhook_id: Code, secret: z.string() })

/** What a gateway reports. */
export const Receipt = z.object({
  sending_id: z.uuid(),
  state: z.enum(['delivered', 'failed']),
  reason: z
    .string()
    .regex(/^[\w .-]{1,60}$/)
    .optional(),
})

export const InboxMessage = z.object({
  message_id: z.uuid(),
  kind: z.string(),
  order_id: Code.nullable(),
  made_at: Instant,
  subject: z.string(),
  body: z.string(),
})
export type InboxMessage = z.infer<typeof InboxMessage>
export const Inbox = z.object({ messages: z.array(InboxMessage), total: z.int() })
export const InboxQuery = z.object({
  language: Language.default('en'),
  order_id: Code.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

/** Whatever is not a link of ours is refused as such. */
const StopToken = z.string().min(1).max(200)
export const LookUpStop = z.object({ token: StopToken })
export const StopSeen = z.object({ organization: z.string(), is_stopped: z.boolean() })
export const SetStop = z.object({ token: StopToken, is_stopped: z.boolean() })
