/**
 * The public page of one shipment: one document, readable without a script, a font or a picture; a few kilobytes, so that it
 * stands on a phone in the yard. Whatever comes from a record is escaped.
 */
import { escapeText } from '../../modules/messages/index.ts'
import type { FailedAs } from '../../platform/http/failed-as.ts'
import type { PageLanguage } from '../../platform/http/reader-language.ts'
import type { ConsigneeDetails, ShipmentForConsignee } from '../../views/visibility/shipment-for-consignee.ts'
import { document, languages } from './document.ts'
import { opinionPart } from './opinion-page.ts'
import { type PublicEvent, publicEvents, publicStep, reachedOnBar } from './public-steps.ts'
import { PAGE_WORDS } from './words/index.ts'
import type { PageWords } from './words/page-words.ts'

export type Details =
  | { readonly state: 'asked' | 'wrong' | 'closed' | 'none' }
  | { readonly state: 'shown'; readonly of: ConsigneeDetails }

export interface PageInput {
  readonly shipment: ShipmentForConsignee
  readonly details: Details
  /** Whether the reader is asked how the delivery was, or has said so. */
  readonly opinion: 'none' | 'asked' | 'given'
  readonly language: PageLanguage
  readonly now: Date
  /** The page's own address, for the form and for the other languages. */
  readonly path: string
}

export function toPage({ shipment, details, opinion, language, now, path }: PageInput): string {
  const words = PAGE_WORDS[language]
  const days = dayWords(language, shipment.zone)
  const events = publicEvents(shipment.steps)
  const isDelivered = shipment.delivered_on !== null || shipment.delivered_at !== null
  const step = isDelivered
    ? 'delivered'
    : (publicStep(shipment.state.milestone) ?? (shipment.shipped_on ? 'left' : null))
  const headline = step ? words.steps[step] : words.waiting
  const isOver = step === 'delivered' || step === 'cancelled' || step === 'returned'
  return document({
    language,
    accent: shipment.accent_color,
    title: `${headline} · ${shipment.company}`,
    body: `<header><p class="co">${escapeText(shipment.company)}</p></header>
<main>
<p class="dim">${escapeText(words.title)}${shipment.orders.length ? ` · ${escapeText(words.order)} ${escapeText(shipment.orders.join(', '))}` : ''}</p>
<h1>${escapeText(headline)}</h1>
${when(shipment, { words, days, isDelivered })}
${notes({ shipment, words, isOver })}
${step === 'cancelled' || step === 'returned' ? '' : bar(reachedOnBar(step), words)}
${facts(shipment, words)}
${opinionPart(opinion, { language, path })}
<section aria-labelledby="h"><h2 id="h">${escapeText(words.history)}</h2>${history(events, { words, days })}</section>
${detailsPart(details, { words, path, language })}
</main>
<footer>${shipment.contact_line ? `<p>${escapeText(words.questions)} ${escapeText(shipment.contact_line)}</p>` : ''}
<p class="dim">${escapeText(words.asOf)} <time datetime="${now.toISOString()}">${escapeText(days.instant(now))}</time></p>
${languages(language, path)}</footer>`,
  })
}

/** A link that opens nothing: the same words for one that never was, was taken back or has ended. */
export const toGonePage = (language: PageLanguage, failure: FailedAs | null = null): string => {
  const words = PAGE_WORDS[language]
  return document({
    language,
    accent: null,
    title: failure ? words.title : words.gone,
    body: failure
      ? `<main><h1>${escapeText(words[failure])}</h1></main>`
      : `<main><h1>${escapeText(words.gone)}</h1><p>${escapeText(words.goneWhy)}</p></main>`,
  })
}

interface Words {
  readonly words: PageWords
  readonly days: Days
}

/** What is expected stands first, what was promised beneath it: two rows, never one for the other. */
function when(shipment: ShipmentForConsignee, { words, days, isDelivered }: Words & { isDelivered: boolean }): string {
  const row = (label: string, value: string, more: { isMain?: boolean; note?: string } = {}) =>
    `<div${more.isMain ? ' class="main"' : ''}><dt>${escapeText(label)}</dt><dd>${escapeText(value)}</dd>${more.note ? `<dd class="dim">${escapeText(more.note)}</dd>` : ''}</div>`
  const promised = shipment.promised_on
    ? row(words.promised, days.span(shipment.promised_on, shipment.promised_from_at, shipment.promised_to_at))
    : ''
  if (isDelivered) {
    const at = shipment.delivered_at ? days.instant(shipment.delivered_at) : days.day(shipment.delivered_on!)
    return `<dl class="when">${row(words.deliveredOn, at, { isMain: true })}${promised}</dl>`
  }
  const expected = expectedText(shipment, { words, days })
  if (!expected && !promised) return ''
  return `<dl class="when">${expected ? row(words.expected, expected.text, { isMain: true, note: expected.note }) : ''}${promised}</dl>`
}

const filled = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** By where our vehicle is, by what the carrier told, or by how such goods usually come, in this order. */
function expectedText(shipment: ShipmentForConsignee, { words, days }: Words): { text: string; note: string } | null {
  const { arrival, days: usual } = shipment.expectation
  if (arrival) {
    const { low, mid, high, stops_before } = arrival
    const stops = stops_before === 0 ? words.nextStop : filled(words.stopsBefore, { stops: String(stops_before) })
    const between = filled(words.between, { from: days.clock(low), to: days.clock(high) })
    return { text: filled(words.about, { at: days.instant(mid) }), note: `${between}. ${stops}` }
  }
  const told = toldArrival(shipment)
  if (told) return { text: days.dayOf(told), note: '' }
  if (!usual) return null
  const note =
    usual.low === usual.high ? '' : filled(words.between, { from: days.day(usual.low), to: days.day(usual.high) })
  return { text: days.day(usual.on), note }
}

/** What the carrier expects of the arrival, not of a step before it. */
function toldArrival({ state: { next } }: ShipmentForConsignee): Date | null {
  const isArrival =
    next && ['eta_updated', 'out_for_delivery', 'delivered', 'arrived_consignee', 'appointment_set'].includes(next.code)
  return isArrival && next.lifecycle !== 'requested' ? new Date(next.at) : null
}

function notes({
  shipment,
  words,
  isOver,
}: {
  shipment: ShipmentForConsignee
  words: PageWords
  isOver: boolean
}): string {
  if (isOver) return ''
  const told = toldArrival(shipment)
  const { arrival } = shipment.expectation
  const isLate =
    (told && shipment.promised_on && localDay(told, shipment.zone) > shipment.promised_on) ||
    (arrival && isAfterPromise(shipment, arrival.mid)) ||
    // A vehicle that is seen to come in time says more than a delay told earlier.
    (!arrival && shipment.state.flags.includes('delayed'))
  const lines = [
    ...(isLate ? [words.late] : []),
    ...(['damaged', 'lost', 'address_problem'] as const).flatMap((flag) =>
      shipment.state.flags.includes(flag) ? [words.steps[publicStep(flag)!]] : [],
    ),
    ...(shipment.state.stale_since ? [words.silent] : []),
  ]
  return lines.map((line) => `<p class="note">${escapeText(line)}</p>`).join('')
}

const isAfterPromise = ({ promised_on, promised_to_at, zone }: ShipmentForConsignee, at: Date): boolean =>
  promised_to_at ? at > promised_to_at : promised_on !== null && localDay(at, zone) > promised_on

function bar(reached: number, words: PageWords): string {
  const names = [words.bar.prepared, words.bar.way, words.bar.out, words.bar.delivered]
  const steps = names.map((name, index) => {
    const nth = index + 1
    const isNow = nth === reached && reached < 4
    const state = isNow ? 'now' : nth <= reached ? 'done' : 'next'
    return `<li class="${state}"${isNow ? ' aria-current="step"' : ''}><span>${escapeText(name)}</span><span class="sr"> (${escapeText(words[state])})</span></li>`
  })
  return `<ol class="bar">${steps.join('')}</ol>`
}

function facts(shipment: ShipmentForConsignee, words: PageWords): string {
  const rows = [
    [words.fromTo, [shipment.from_city, shipment.to_city].filter(Boolean).join(' → ')],
    [words.carrier, shipment.carrier],
    [words.tracking, shipment.tracking_number],
  ].filter((row): row is [string, string] => Boolean(row[1]))
  if (!rows.length) return ''
  return `<dl class="facts">${rows.map(([label, value]) => `<div><dt>${escapeText(label)}</dt><dd>${escapeText(value)}</dd></div>`).join('')}</dl>`
}

function history(events: readonly PublicEvent[], { words, days }: Words): string {
  if (!events.length) return `<p class="dim">${escapeText(words.nothing)}</p>`
  const rows = events.map(({ step, at, is_day, place }) => {
    const time = is_day ? days.dayOf(at) : days.instant(at)
    return `<li><strong>${escapeText(words.steps[step])}</strong>${place ? ` · ${escapeText(place)}` : ''}<br><time datetime="${at.toISOString()}">${escapeText(time)}</time></li>`
  })
  return `<ul class="steps">${rows.join('')}</ul>`
}

function detailsPart(
  details: Details,
  { words, path, language }: { words: PageWords; path: string; language: PageLanguage },
): string {
  if (details.state === 'none') return ''
  const head = `<section id="details" aria-labelledby="d"><h2 id="d">${escapeText(words.details)}</h2>`
  if (details.state === 'closed') return `${head}<p role="alert">${escapeText(words.closed)}</p></section>`
  if (details.state !== 'shown')
    return `${head}<form method="post" action="${escapeText(path)}?l=${language}#details">
<p id="w">${escapeText(words.detailsWhy)}</p>
${details.state === 'wrong' ? `<p role="alert" class="note" id="e">${escapeText(words.wrong)}</p>` : ''}
<label for="p">${escapeText(words.postcode)}</label>
<div class="ask"><input id="p" name="postcode" required maxlength="20" autocomplete="postal-code" aria-describedby="${details.state === 'wrong' ? 'e' : 'w'}"${details.state === 'wrong' ? ' aria-invalid="true"' : ''}>
<button>${escapeText(words.show)}</button></div></form></section>`
  const { place, street, postal_code, recipient, goods } = details.of
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 3 })
  const address = [place, street, postal_code].filter(Boolean).join(', ')
  return `${head}<dl class="facts"><div><dt>${escapeText(words.address)}</dt><dd>${escapeText(address)}</dd></div>
${recipient ? `<div><dt>${escapeText(words.takenBy)}</dt><dd>${escapeText(recipient)}</dd></div>` : ''}</dl>
${goods.length ? `<h3>${escapeText(words.goods)}</h3><ul class="goods">${goods.map(({ name, quantity }) => `<li><span>${escapeText(name)}</span><span class="n">${escapeText(number.format(Number(quantity)))}</span></li>`).join('')}</ul>` : ''}</section>`
}

type Days = ReturnType<typeof dayWords>

const localDay = (at: Date, zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at)

function dayWords(language: PageLanguage, zone: string) {
  const date = { weekday: 'long', day: 'numeric', month: 'long' } as const
  const hours = { hour: '2-digit', minute: '2-digit' } as const
  const day = new Intl.DateTimeFormat(language, { ...date, timeZone: 'UTC' })
  const dayThere = new Intl.DateTimeFormat(language, { ...date, timeZone: zone })
  const instant = new Intl.DateTimeFormat(language, { ...date, ...hours, timeZone: zone })
  const clock = new Intl.DateTimeFormat(language, { ...hours, timeZone: zone })
  const of = (text: string) => day.format(new Date(`${text}T00:00:00Z`))
  return {
    day: of,
    dayOf: (at: Date) => dayThere.format(at),
    instant: (at: Date) => instant.format(at),
    clock: (at: Date) => clock.format(at),
    span: (text: string, from: Date | null, to: Date | null) =>
      from && to && localDay(from, zone) === localDay(to, zone)
        ? `${of(text)}, ${clock.formatRange(from, to)}`
        : of(text),
  }
}
