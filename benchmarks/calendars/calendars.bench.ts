/**
 * The chains of one quote (five lines, four sites, three lanes each) by compiled calendars, against the same chains walked
 * day by day. Rounds alternate; the medians are compared.
 */
import {
  buildCalendar,
  compileCalendar,
  followChain,
  type PromiseChain,
  parseDepartures,
  parseLocalDay,
  parseOpenings,
  type WorkingTime,
  walkedTime,
} from '../../engines/calendars/index.ts'
import type { Report } from '../figure.ts'

const ROUNDS = 9
const QUOTES_A_ROUND = 40
const FIRST_DAY = parseLocalDay('2026-01-01')
const ZONES = ['Europe/Chisinau', 'Europe/Bucharest', 'Asia/Yerevan', 'America/New_York']

type Form = (zone: string, openings: string) => WorkingTime

const calendar = (zone: string, openings: string) =>
  buildCalendar({
    zone,
    weekly: parseOpenings(openings),
    exceptions: Array.from({ length: 15 }, (_, nth) => ({ day: FIRST_DAY + nth * 23, openings: [] })),
  })
const compiled: Form = (zone, openings) => compileCalendar(calendar(zone, openings), FIRST_DAY)
const walked: Form = (zone, openings) => walkedTime(calendar(zone, openings))

/** Every line from every site by every lane: what a quote asks before it chooses. */
function chainsOf(form: Form): PromiseChain[] {
  const desk = form('Europe/Chisinau', 'Mo-Fr 08:00-17:00')
  const receiving = form('Europe/Bucharest', 'Mo-Fr 08:00-12:00; Mo-Fr 13:00-15:00')
  return ZONES.flatMap((zone) => {
    const site = form(zone, 'Mo-Fr 07:00-18:00; Sa 07:00-12:00')
    return [0, 1, 4].flatMap((transitDays) => {
      const lane = { weekly: parseDepartures('Mo-Fr 16:00'), site, carrier: form(zone, 'Mo-Sa 00:00-24:00') }
      const chain = { desk, lane, cutOffMinute: 14 * 60, workMinutes: 240, transitDays, receiving }
      return Array.from({ length: 5 }, () => chain)
    })
  })
}

export async function run(report: Report, quotes = QUOTES_A_ROUND): Promise<void> {
  const [fast, plain] = [chainsOf(compiled), chainsOf(walked)]
  const timings = { fast: [] as number[], plain: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    timings.fast.push(quoteTime(fast, quotes))
    timings.plain.push(quoteTime(plain, quotes))
  }
  const [peerValue, value] = [median(timings.plain), median(timings.fast)]
  report({
    name: `${fast.length} chains of one quote`,
    value: rounded(value),
    unit: 'ms',
    peer: 'the same walked day by day',
    peerValue: rounded(peerValue),
    ratio: value / peerValue,
  })
  report({ name: 'compiling one calendar of 400 days', value: rounded(compileTime()), unit: 'ms' })
}

/** Milliseconds a quote; the goods of each come on another day, so that no answer repeats the last. */
function quoteTime(chains: readonly PromiseChain[], quotes: number): number {
  const begun = performance.now()
  let found = 0
  for (let quote = 0; quote < quotes; quote++) {
    const now = Date.parse('2026-03-16T09:00:00Z') + quote * 5_000_000
    for (const [at, chain] of chains.entries()) {
      if (followChain(chain, now, FIRST_DAY + 75 + ((quote + at) % 60))) found++
    }
  }
  if (found !== quotes * chains.length) throw new Error('Some chain did not reach its door')
  return (performance.now() - begun) / quotes
}

function compileTime(): number {
  const plain = calendar('Europe/Bucharest', 'Mo-Fr 08:00-12:00; Mo-Fr 13:00-15:00')
  const times = Array.from({ length: 25 }, () => {
    const begun = performance.now()
    compileCalendar(plain, FIRST_DAY)
    return performance.now() - begun
  })
  return median(times)
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const rounded = (value: number) => Math.round(value * 1000) / 1000
