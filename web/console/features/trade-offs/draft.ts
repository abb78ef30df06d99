/** A mix of levels as the next version of a segment's package: only what changes is said anew. */
import type { TradeOffElement } from '../../../../contract/trade-offs.ts'
import type { Entry } from '../../lib/records/record-kind.ts'

const WEEK = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const

/** So many days a week, as far apart as they go: of those offered now, or, where there are to be more, with the next free ones. Example: two of Tu Th Sa are Tu and Sa. */
export function spreadDays(now: readonly string[], count: number): string[] {
  const held = WEEK.filter((day) => now.includes(day))
  if (count >= held.length) {
    const more = WEEK.filter((day) => !held.includes(day)).slice(0, count - held.length)
    return WEEK.filter((day) => held.includes(day) || more.includes(day))
  }
  const step = count > 1 ? (held.length - 1) / (count - 1) : 0
  const kept = Array.from({ length: count }, (_, nth) => held[Math.round(nth * step)]!)
  return WEEK.filter((day) => kept.includes(day))
}

/** The first of the month after a day. */
export function nextMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** Windows are published as slots and services as entitlements: neither is a term of a package. */
export const isTerm = (element: TradeOffElement): boolean =>
  element !== 'window_hours' && !element.startsWith('service:')

type Change = { element: TradeOffElement; today: number; level: number }
type Before = { readonly stored: Entry | undefined; readonly deliveryDays: readonly string[] }

export function draftOf(
  changes: readonly Change[],
  before: Before,
  setting: { currency: string; factor: number },
): Entry {
  const terms: Entry = {}
  for (const { element, today, level } of changes) {
    if (level === today || !isTerm(element)) continue
    if (element === 'delivery_days') terms.delivery_days = spreadDays(before.deliveryDays, level)
    else if (element === 'minimum_order') {
      terms.minimum_order_minor = level > 0 ? Math.round(level * setting.factor) : null
      terms.minimum_currency = level > 0 ? setting.currency : null
    } else terms[element] = level
  }
  const { package_id: _, version: __, valid_from: ___, ...held } = before.stored ?? {}
  return { ...held, ...terms }
}
