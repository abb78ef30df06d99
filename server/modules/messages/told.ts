/** What a message tells, turned into what fills the holes: days, numbers and plurals as the reader's language writes them. */

import type { FloorElement } from '../../../contract/floor-elements.ts'
import { type LanguageCode, WORDS } from './words/index.ts'
import { type Choice, TOLD_REASONS, type ToldReason } from './words/language-words.ts'

export interface ToldLine {
  readonly order_id: string
  readonly line_number: number
  readonly product_id: string
  readonly quantity: number
  readonly promise_version?: number
  readonly old_date?: string | null
  readonly new_date?: string | null
  /** Where a slot was booked: instants. */
  readonly from_at?: string | null
  readonly to_at?: string | null
}

/** As it stands in the queue: dates, quantities, codes and choices. */
export interface Content {
  /** What it is about where it tells of no line. */
  readonly order_id?: string | null
  readonly reason?: string | null
  readonly lines?: readonly ToldLine[]
  readonly choices?: readonly string[]
  readonly carrier_id?: string | null
  readonly tracking_number?: string | null
  readonly shipment_id?: string | null
  readonly answer?: string | null
  /** Of an answer: the question, and who asked it, who then is the one to be told. */
  readonly inquiry_id?: string | null
  readonly contact_id?: string | null
  /** The question how it was handled, which only this reader's message leads to. */
  readonly ask_id?: string | null
  /** Written by the program a moment after it was asked: whoever asked is awake, and a machine's answer says that it is one. */
  readonly is_automatic?: true
  /** The last day, and the hour of that day, on which an order still comes in the usual time. */
  readonly season?: {
    readonly name: string
    readonly last_day: string
    readonly cutoff: string | null
    readonly longer_days: number
  }
  /** Core elements of service that get lower from a day on; null: no limit. */
  readonly service?: { readonly valid_from: string; readonly changes: readonly LoweredTold[] }
  /** Asked for an opinion: of whose answers, in which survey, until when. */
  readonly survey?: { readonly invitation_id: string; readonly name: string; readonly last_day: string }
  /** No person is told, since nothing differs from what people were told before. */
  readonly for_programs?: true
}

interface LoweredTold {
  readonly element: FloorElement
  readonly before: number | null
  readonly after: number | null
}

/** What is looked up when the words are needed. */
export interface Surroundings {
  readonly company: string
  readonly customer: string
  readonly zone: string
  readonly products: ReadonlyMap<string, string>
  readonly carrier: string | null
  readonly contact_line: string | null
  readonly accent_color: string | null
  readonly link: string
  /** Where a reader says how a problem was handled; absent: not asked. */
  readonly ask?: string
  /** Where this one person answers a survey. */
  readonly survey?: string
}

export interface ToldProduct {
  readonly name: string
  readonly quantity: string
  readonly day: string
  readonly before: string | null
}

export interface Filling {
  readonly values: Readonly<Record<string, string>>
  readonly products: readonly ToldProduct[]
  readonly choices: readonly string[]
  readonly link: string
}

const REASON_OF: Readonly<Record<string, ToldReason>> = {
  road_traffic: 'traffic',
  mechanical: 'carrier',
  accident: 'carrier',
  driver: 'carrier',
  missort: 'carrier',
  carrier_error: 'carrier',
  customs_docs: 'customs',
  customs_process: 'customs',
  address_incorrect: 'address',
  consignee_absent: 'absent',
  consignee_closed: 'absent',
  customer_reschedule: 'own_wish',
  shortage: 'short',
  stock_out: 'short',
  stock_short: 'short',
  pick_error: 'short',
  shipper_not_ready: 'other',
  civil: 'disruption',
  security: 'disruption',
}

/** A code of ours in words; a reason that somebody wrote by hand may name people and is not passed on. */
export const toldReason = (code: string): ToldReason =>
  REASON_OF[code] ?? TOLD_REASONS.find((reason) => reason === code) ?? 'other'

export function fillingOf(
  kind: string,
  content: Content,
  { language, around }: { language: LanguageCode; around: Surroundings },
): Filling {
  const words = WORDS[language]
  const lines = content.lines ?? []
  const orders = [...new Set([...(content.order_id ? [content.order_id] : []), ...lines.map((line) => line.order_id)])]
  const days = dayWords(language, around.zone)
  // What is in danger has no new day yet, and what was cancelled gets none: the promised one is told.
  const isOldTold = kind === 'at_risk' || kind === 'cancelled'
  const values: Record<string, string> = {
    company: around.company,
    customer: around.customer,
    order: orders.join(', '),
    lines: lines.length ? plural(words.lines, lines.length, language) : '',
    window: days.span(lines, isOldTold ? 'old' : 'new') ?? '',
    old_window: days.span(lines, 'old') ?? '',
    reason: content.reason ? words.reasons[toldReason(content.reason)] : '',
    carrier: around.carrier ?? '',
    tracking: content.tracking_number ?? '',
    answer: content.answer ?? '',
    ask: around.ask ?? '',
    survey: around.survey ?? '',
    title: content.survey?.name ?? '',
    season: content.season?.name ?? '',
    last_day: content.season
      ? [days.long(content.season.last_day), content.season.cutoff].filter(Boolean).join(', ')
      : content.survey
        ? days.long(content.survey.last_day)
        : '',
    starts: content.service ? days.long(content.service.valid_from) : '',
    changes: (content.service?.changes ?? []).map((change) => loweredText(change, language)).join('; '),
    longer: content.season?.longer_days ? plural(words.days, content.season.longer_days, language) : '',
  }
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 })
  return {
    values,
    products: lines.map((line) => ({
      name: around.products.get(line.product_id) ?? line.product_id,
      quantity: number.format(line.quantity),
      day: days.of(line, isOldTold ? 'old' : 'new') ?? (kind === 'cancelled' ? '' : words.labels.laterDay),
      before: line.old_date && line.old_date !== line.new_date && !isOldTold ? days.short(line.old_date) : null,
    })),
    choices: (content.choices ?? []).flatMap((choice) => words.choices[choice as Choice] ?? []),
    link: around.link,
  }
}

const IN_DAYS: ReadonlySet<FloorElement> = new Set([
  ...(['lead_time_days', 'late_tolerance_days', 'min_shelf_life_days', 'inspection_days'] as const),
])

function loweredText({ element, before, after }: LoweredTold, language: LanguageCode): string {
  const { days, lowered } = WORDS[language]
  const level = (value: number | null) => {
    if (value === null) return lowered.noLimit
    if (IN_DAYS.has(element)) return plural(days, value, language)
    const isShare = element === 'promise_quantile'
    const number = new Intl.NumberFormat(language, {
      maximumFractionDigits: 1,
      style: isShare || element === 'in_stock_percent' ? 'percent' : 'decimal',
    })
    return number.format(element === 'in_stock_percent' ? value / 100 : value)
  }
  return lowered.change
    .replace('{element}', lowered.elements[element])
    .replace('{after}', level(after))
    .replace('{before}', level(before))
}

export const plural = (
  forms: Readonly<Record<string, string>> & { readonly other: string },
  count: number,
  language: string,
): string => {
  const form = forms[new Intl.PluralRules(language).select(count)] ?? forms.other
  return form.replace('#', new Intl.NumberFormat(language).format(count))
}

function dayWords(language: string, zone: string) {
  const long = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const plain = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  // For a column beside others.
  const brief = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone: zone })
  const at = (day: string) => new Date(`${day}T00:00:00Z`)
  const slot = ({ from_at, to_at }: ToldLine) =>
    from_at && to_at ? clock.formatRange(new Date(from_at), new Date(to_at)) : null
  const dayOf = (line: ToldLine, which: 'old' | 'new') => (which === 'old' ? line.old_date : line.new_date) ?? null
  return {
    short: (day: string) => brief.format(at(day)),
    long: (day: string) => long.format(at(day)),
    of(line: ToldLine, which: 'old' | 'new'): string | null {
      const day = dayOf(line, which)
      if (!day) return null
      const hours = which === 'new' ? slot(line) : null
      return hours ? `${brief.format(at(day))}, ${hours}` : brief.format(at(day))
    },
    span(lines: readonly ToldLine[], which: 'old' | 'new'): string | null {
      const dated = lines.filter((line) => dayOf(line, which) !== null)
      const known = dated.map((line) => dayOf(line, which)!).sort()
      if (known.length === 0) return null
      const [first, last] = [known[0]!, known.at(-1)!]
      if (first !== last) return plain.formatRange(at(first), at(last))
      const hours = which === 'new' ? new Set(dated.map(slot)) : new Set<string | null>()
      const [only] = hours
      return hours.size === 1 && only ? `${long.format(at(first))}, ${only}` : long.format(at(first))
    },
  }
}
