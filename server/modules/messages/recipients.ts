/**
 * Who gets a message, by which way, in which language, and when.
 *
 * Everybody at the customer whose role in buying usually wants to hear of such a thing, or who has said so; nobody who has
 * said no. What always must be told goes, when nobody is left, to those who buy, else to whoever can be reached: trouble is
 * told to a role and never depends on one person. Programs of the customer hear through their webhooks at any hour.
 */
import type { BUYING_ROLES } from '../../../contract/imports.ts'
import {
  MESSAGE_KINDS,
  type MessageKind,
  type MessagePreference,
  PERSONAL_KINDS,
  type Way,
} from '../../../contract/messages.ts'
import { nextAllowed } from './quiet-hours.ts'
import { readingLanguage } from './reading-language.ts'
import type { LanguageCode } from './words/index.ts'

type BuyingRole = (typeof BUYING_ROLES)[number]

const TROUBLE: readonly MessageKind[] = ['promise_moved', 'at_risk', 'delay', 'attempt_failed']
const ANSWERS: readonly MessageKind[] = ['claim_decided', 'inquiry_answered', 'problem_closed', 'feedback_answered']

/** What each role in buying usually wants to hear. */
export const USUAL: Readonly<Record<BuyingRole | 'unknown', readonly MessageKind[]>> = {
  purchasing: [
    'promise_made',
    ...TROUBLE,
    'dispatched',
    'delivered',
    'cancelled',
    ...ANSWERS,
    'season_ahead',
    'service_lowered',
  ],
  logistics: [
    ...TROUBLE,
    'dispatched',
    'out_for_delivery',
    'delivered',
    'cancelled',
    'season_ahead',
    'service_lowered',
  ],
  production: ['promise_moved', 'at_risk', 'delay', 'out_for_delivery', 'cancelled', 'season_ahead', 'service_lowered'],
  quality: ANSWERS,
  product_development: [],
  finance: ['claim_decided'],
  end_user: ['out_for_delivery', 'attempt_failed', 'delivered'],
  unknown: MESSAGE_KINDS,
}

/** Somebody must hear of these. */
const ALWAYS: ReadonlySet<MessageKind> = new Set([
  'promise_made',
  ...TROUBLE,
  'delivered',
  'cancelled',
  'claim_decided',
  'inquiry_answered',
  'feedback_answered',
  'service_lowered',
])

export interface ReachableContact {
  readonly contact_id: string
  readonly buying_role: BuyingRole | null
  readonly language: string | null
  /** The way the customer's record names, where the person has chosen none. */
  readonly channel: string | null
  readonly has_email: boolean
  readonly has_phone: boolean
  readonly preference: MessagePreference | null
}

export interface Audience {
  readonly customer_id: string
  readonly customer_language: string | null
  readonly country: string | null
  readonly zone: string
  readonly contacts: readonly ReachableContact[]
  readonly webhooks: readonly { readonly webhook_id: string; readonly kinds: readonly string[] }[]
  /** The ways that are set up. */
  readonly ways: ReadonlySet<Way>
  readonly quiet_from: string
  readonly quiet_to: string
}

export interface Recipient {
  readonly recipient_kind: 'contact' | 'webhook' | 'portal'
  readonly recipient_id: string
  readonly way: Way
  readonly other_ways: readonly Way[]
  readonly language: LanguageCode
  readonly due_at: Date
}

export interface Telling {
  readonly kind: MessageKind
  readonly is_urgent: boolean
  /** Not before this. */
  readonly from: Date
  /** Who asked: told alone, where that person can be reached and has not said no. */
  readonly asker?: string | null
  /** Asked only a moment ago: by mail the answer comes at once, at any hour. */
  readonly isAwaited?: boolean
}

export const wantsKind = (
  kind: MessageKind,
  { buying_role, preference }: Pick<ReachableContact, 'buying_role' | 'preference'>,
): boolean =>
  !preference?.is_stopped &&
  (preference?.kinds[kind] ?? (PERSONAL_KINDS.includes(kind) || USUAL[buying_role ?? 'unknown'].includes(kind)))

/** Nobody to tell by any way leaves it in the customer's inbox. */
export function decideRecipients(telling: Telling, audience: Audience): Recipient[] {
  const asked = askerOf(telling, audience)
  if (PERSONAL_KINDS.includes(telling.kind)) return asked
  const chosen = asked.length ? [] : chosenContacts(telling.kind, audience.contacts)
  const people = [...asked, ...chosen.flatMap((contact) => toRecipient(contact, telling, audience))]
  const programs = audience.ways.has('webhook')
    ? audience.webhooks
        .filter(({ kinds }) => kinds.length === 0 || kinds.includes(telling.kind))
        .map(
          ({ webhook_id }): Recipient => ({
            recipient_kind: 'webhook',
            recipient_id: webhook_id,
            way: 'webhook',
            other_ways: [],
            language: languageOf(null, audience),
            due_at: telling.from,
          }),
        )
    : []
  const found = [...people, ...programs]
  return found.length ? found : [inPortal(telling, audience)]
}

function askerOf(telling: Telling, audience: Audience): Recipient[] {
  const asker = telling.asker ? audience.contacts.find(({ contact_id }) => contact_id === telling.asker) : undefined
  const isWilling = asker && !asker.preference?.is_stopped && asker.preference?.kinds[telling.kind] !== false
  if (!isWilling) return []
  const told = toRecipient(asker, telling, audience)
  return told.map((one) => (telling.isAwaited && one.way === 'email' ? { ...one, due_at: telling.from } : one))
}

function chosenContacts(kind: MessageKind, contacts: readonly ReachableContact[]): readonly ReachableContact[] {
  const wanting = contacts.filter((contact) => wantsKind(kind, contact))
  if (wanting.length || !ALWAYS.has(kind)) return wanting
  const willing = contacts.filter(({ preference }) => !preference?.is_stopped && preference?.kinds[kind] !== false)
  const buying = willing.filter(({ buying_role }) => buying_role === 'purchasing')
  return buying.length ? buying : willing
}

function toRecipient(contact: ReachableContact, telling: Telling, audience: Audience): Recipient[] {
  const [way, ...other_ways] = waysTo(contact, audience.ways)
  if (!way) return []
  const { preference } = contact
  const hours = {
    zone: preference?.zone ?? audience.zone,
    quiet_from: preference?.quiet_from ?? audience.quiet_from,
    quiet_to: preference?.quiet_to ?? audience.quiet_to,
    on_weekends: preference?.on_weekends ?? true,
  }
  const mayWake = telling.is_urgent && preference?.urgent_at_night === true
  return [
    {
      recipient_kind: 'contact',
      recipient_id: contact.contact_id,
      way,
      other_ways,
      language: languageOf(contact.language, audience),
      due_at: mayWake ? telling.from : nextAllowed(telling.from, hours),
    },
  ]
}

const languageOf = (person: string | null, { customer_language, country }: Audience) =>
  readingLanguage({ person, customer: customer_language, country })

/** Chat only for those who have asked for it; a way is offered only where it is set up and an address for it is known. */
export function waysTo(contact: ReachableContact, setUp: ReadonlySet<Way>): Way[] {
  const wished = contact.preference?.ways.length ? contact.preference.ways : usualWays(contact.channel)
  return wished.filter((way) => setUp.has(way) && (way === 'email' ? contact.has_email : contact.has_phone))
}

function usualWays(channel: string | null): readonly ('email' | 'sms')[] {
  if (channel === 'portal') return []
  return channel === 'sms' ? ['sms', 'email'] : ['email', 'sms']
}

const inPortal = (telling: Telling, audience: Audience): Recipient => ({
  recipient_kind: 'portal',
  recipient_id: audience.customer_id,
  way: 'portal',
  other_ways: [],
  language: languageOf(null, audience),
  due_at: telling.from,
})
