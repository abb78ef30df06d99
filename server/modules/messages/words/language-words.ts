/** What a language needs to tell everything: a template for each kind, and the words that fill holes. */
import type { FloorElement } from '../../../../contract/floor-elements.ts'
import type { MessageKind } from '../../../../contract/messages.ts'

export interface TemplateWords {
  readonly subject: string
  /** Paragraphs with holes. A line whose hole has nothing to say is left out. */
  readonly body: string
  readonly sms: string
}

type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }

/** Reasons as a customer is told them: what happened, never whose fault it is. */
export const TOLD_REASONS = [
  'weather',
  'traffic',
  'carrier',
  'capacity',
  'customs',
  'address',
  'absent',
  'own_wish',
  'refused',
  'payment',
  'damage',
  'short',
  'supply_late',
  'disruption',
  'reallocation',
  'system',
  'other',
] as const
export type ToldReason = (typeof TOLD_REASONS)[number]

export const CHOICES = ['accept', 'other_date', 'part_now', 'cancel', 'other_place', 'collect'] as const
export type Choice = (typeof CHOICES)[number]

export interface LanguageWords {
  readonly templates: Readonly<Record<MessageKind, TemplateWords>>
  readonly reasons: Readonly<Record<ToldReason, string>>
  readonly choices: Readonly<Record<Choice, string>>
  /** How many lines of an order, with `#` for the number. */
  readonly lines: Plural
  /** How many days longer it takes, with `#`. */
  readonly days: Plural
  readonly lowered: {
    /** With {element}, {after} and {before}. */
    readonly change: string
    readonly noLimit: string
    readonly elements: Readonly<Record<FloorElement, string>>
  }
  /** How many messages stand in a digest, with `#`. */
  readonly messages: Plural
  readonly digest: { readonly subject: string; readonly body: string }
  readonly labels: {
    readonly product: string
    readonly quantity: string
    readonly day: string
    readonly before: string
    readonly laterDay: string
    readonly open: string
    readonly questions: string
    readonly why: string
    readonly stop: string
  }
  readonly test: { readonly subject: string; readonly body: string }
}
