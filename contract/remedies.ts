/** Ways out of a danger, what was done about it, and by whom until when. */
import { z } from 'zod'
import { Code, Currency, Day, Instant, LineNumber, LongText, Quantity, Text } from './values.ts'

export const REMEDY_KINDS = [
  'other_site',
  'expedite',
  'in_parts',
  'substitute',
  'reallocate',
  'send_again',
  'later_date',
  'tell',
] as const
export const RemedyKind = z.enum(REMEDY_KINDS)
export type RemedyKind = z.infer<typeof RemedyKind>

export const RemedyPart = z.object({
  product_id: Code,
  quantity: Quantity,
  site_id: Code.nullable(),
  carrier_id: Code.nullable(),
  to_date: Day,
})

export const Remedy = z.object({
  kind: RemedyKind,
  /** The day the customer would be promised, or, for `tell`, keeps being promised. */
  to_date: Day,
  /** It is not later than what is promised now. */
  keeps_promise: z.boolean(),
  /** Chance that this day is kept; null: not known. */
  chance: z.number().min(0).max(1).nullable(),
  /** What it costs us beyond going on as planned; null: a price is not known. */
  extra_cost_minor: z.number().nullable(),
  currency: Currency.nullable(),
  parts: z.array(RemedyPart),
  /** The customer must agree to another product first. */
  needs_consent: z.boolean(),
  /** Whose promises it moves, and by how many days. */
  touches: z.array(z.object({ order_id: Code, line_number: LineNumber, customer_id: Code, days_later: z.int() })),
})
export type Remedy = z.infer<typeof Remedy>

export const RemedyList = z.object({
  order_id: Code,
  line_number: LineNumber,
  to_date: Day,
  /** Chance that the promise is kept if nothing is done. */
  chance: z.number(),
  remedies: z.array(Remedy),
})
export type RemedyList = z.infer<typeof RemedyList>

/** The remedy as it was shown: one that no longer holds like that is refused. */
export const CarryOutRemedy = z.object({
  kind: RemedyKind,
  to_date: Day,
  extra_cost_minor: z.number().nullable(),
  /** The customer agreed to another product. */
  has_consent: z.boolean().default(false),
})
export type CarryOutRemedy = z.input<typeof CarryOutRemedy>

export const CUSTOMER_CHOICES = ['accept', 'other_date', 'part_now', 'cancel'] as const
export const CustomerChoice = z.enum(CUSTOMER_CHOICES)

export const TROUBLE_KINDS = ['delay', 'stock_short', 'carrier_silent', 'disruption', 'capacity'] as const
export const TroubleKind = z.enum(TROUBLE_KINDS)
export type TroubleKind = z.infer<typeof TroubleKind>

/** Which kind of case a cause of danger makes. */
export const KIND_OF_CAUSE: Readonly<Record<string, TroubleKind>> = {
  no_goods: 'stock_short',
  supply_late: 'stock_short',
  silent: 'carrier_silent',
  disruption: 'disruption',
  overloaded: 'capacity',
}

/** Minutes from the danger to the first action, where no playbook says otherwise. */
export const USUAL_MINUTES: Readonly<Record<TroubleKind, number>> = {
  delay: 30,
  stock_short: 60,
  carrier_silent: 60,
  disruption: 60,
  capacity: 120,
}
export const USUAL_ESCALATION_MINUTES = 15

export const Trouble = z.object({
  trouble_id: Code,
  kind: TroubleKind,
  order_id: Code,
  line_number: LineNumber,
  customer_id: Code,
  detected_by: z.enum(['rule', 'person', 'customer']),
  detected_at: Instant,
  impact_on: Day.nullable(),
  state: z.enum(['open', 'acted', 'closed']),
  playbook_id: Code.nullable(),
  owner: Code.nullable(),
  deadline_at: Instant.nullable(),
  is_emergency: z.boolean(),
  people: z.array(Code),
  escalation: z.int(),
  escalates_at: Instant.nullable(),
  remedy: z.string().nullable(),
  forecast: z
    .object({ to_date: Day, chance: z.number().nullable(), extra_cost_minor: z.number().nullable() })
    .nullable(),
  acted_at: Instant.nullable(),
  told_at: Instant.nullable(),
  choices: z.array(z.string()),
  choice: z.string().nullable(),
  confirmed_at: Instant.nullable(),
  closed_at: Instant.nullable(),
  note: z.string().nullable(),
  /** The day the goods came, held against the forecast; null: not yet. */
  came_on: Day.nullable(),
})
export type Trouble = z.infer<typeof Trouble>

export const TroubleList = z.object({ troubles: z.array(Trouble), total: z.int() })
export const TroubleQuery = z.object({
  state: z.enum(['open', 'acted', 'closed']).optional(),
  is_emergency: z.stringbool().optional(),
  order_id: Code.optional(),
  owner: Code.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

export const NewTrouble = z.object({
  order_id: Code,
  line_number: LineNumber,
  /** Who saw it first: the customer told us, or one of ours did. */
  detected_by: z.enum(['person', 'customer']),
  kind: TroubleKind.default('delay'),
  is_emergency: z.boolean().default(false),
  /** Who deals with it; absent: as the playbook says, else whoever opens it. */
  owner: Code.nullish(),
  note: LongText.nullish(),
})
export type NewTrouble = z.input<typeof NewTrouble>

export const TakeTrouble = z.object({ owner: Code.nullish() })
export const ConfirmTrouble = z.object({ choice: CustomerChoice.default('accept') })
export const CloseTrouble = z.object({ note: LongText.nullish() })
export const ChooseForLine = z.object({ line_number: LineNumber, choice: CustomerChoice })

export const Playbook = z.object({
  playbook_id: Code,
  kind: TroubleKind,
  name: Text,
  /** It takes the place of the kind's earlier one from this day on; absent: it has always held. */
  valid_from: Day.default('2000-01-01'),
  owner: Code.nullish(),
  minutes: z.int().min(1).max(43_200),
  /** The order in which ways out are shown, after whether they keep the promise; those not named follow. */
  remedies: z.array(RemedyKind).max(REMEDY_KINDS.length).default([]),
  people: z.array(Code).max(10).default([]),
  escalation_minutes: z.int().min(1).max(1_440).default(USUAL_ESCALATION_MINUTES),
  steps: z
    .array(
      z.object({
        step_number: z.int().min(1).max(50),
        text: LongText,
        owner: Code.nullish(),
        minutes: z.int().min(1).max(43_200),
      }),
    )
    .max(50)
    .default([]),
})
export type Playbook = z.infer<typeof Playbook>

/**
 * What the customer hears of it: told now; told with all who are touched; nothing, since the day stays, since this kind of
 * message is turned off, or since nobody of theirs is to hear of it.
 */
export const REMEDY_TELLINGS = ['told', 'with_others', 'day_stays', 'turned_off', 'nobody'] as const
export const RemedyTelling = z.enum(REMEDY_TELLINGS)
export type RemedyTelling = z.infer<typeof RemedyTelling>

export const RemedyDone = z.object({
  trouble_id: Code,
  remedy: RemedyKind,
  to_date: Day,
  /** Null: there is no message about this line alone; `telling` says why. */
  message_id: z.string().nullable(),
  telling: RemedyTelling,
  /** Customers beside this one who were told as well. */
  others_told: z.int(),
})
export type RemedyDone = z.infer<typeof RemedyDone>
