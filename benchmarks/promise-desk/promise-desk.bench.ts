/**
 * The promise desk: a quote of five lines in a large company, offers taken by eight clients (each its own product, and all
 * the same one) against the bare writes of the same rows, and the question which of many promises a late receipt touches.
 */
import {
  type BenchmarkDatabase,
  checkPools,
  makeQuoteFor,
  publishTiers,
  quoteAgainst,
  takeOfferOf,
} from '../../server/benchmark-door.ts'
import type { Report } from '../figure.ts'
import { withThrowawayDatabase } from '../throwaway.ts'
import { handClients, takeByHand } from './by-hand.ts'
import { copyQuotes, fillCompany, makeScarce, promisedProducts } from './company.ts'

const CLIENTS = 8
const ROUNDS = 3
const TAKINGS = 1_600
const QUOTES = 600
const SCARCE_QUOTES = 200
const PRODUCTS = 100_000

export const run = (report: Report, size = 1_000_000): Promise<void> =>
  withThrowawayDatabase(async (database) => {
    const { tenantId } = database.context.principal
    const company = { products: PRODUCTS, sites: 20, reservations: size }
    await fillCompany(database.ownerUrl, tenantId, company)
    await quotes(database, report)
    await check(database, report)
    await takings(database, report)
    await makeScarce(database.ownerUrl, tenantId, company)
    await publishTiers(database)
    await scarcity(database, report)
  })

const product = (n: number) => `P-${String(n % PRODUCTS).padStart(6, '0')}`

async function quotes(database: BenchmarkDatabase, report: Report): Promise<void> {
  const lines = (n: number) => Array.from({ length: 5 }, (_, at) => product(n * 7919 + at * 13))
  for (let n = 0; n < 50; n++) await makeQuoteFor(database, lines(n))
  const times: number[] = []
  for (let n = 0; n < QUOTES; n++) {
    const started = performance.now()
    await makeQuoteFor(database, lines(n + 50))
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)]! * 10) / 10
  report({ name: 'quote of five lines, half of them within', value: at(0.5), unit: 'ms' })
  report({
    name: 'quote of five lines',
    value: at(0.99),
    unit: 'ms p99',
    peer: 'aim',
    peerValue: 25,
    ratio: at(0.99) / 25,
  })
}

/** A quote for which others would give way, against one of the same customer and form that touches nobody. */
async function scarcity(database: BenchmarkDatabase, report: Report): Promise<void> {
  const times = { scarce: [] as number[], plain: [] as number[] }
  let found = 0
  for (let n = 0; n < SCARCE_QUOTES; n++) {
    for (const [kind, digit] of [
      ['plain', 5],
      ['scarce', 3],
    ] as const) {
      const started = performance.now()
      const touches = await quoteAgainst(database, product(n * 10 + digit))
      if (n >= SCARCE_QUOTES / 10) times[kind].push(performance.now() - started)
      if (kind === 'scarce' && touches) found++
    }
  }
  if (found < SCARCE_QUOTES / 2) throw new Error(`Others gave way in ${found} of ${SCARCE_QUOTES} quotes only`)
  const [scarce, plain] = [median(times.scarce), median(times.plain)].map((value) => Math.round(value * 10) / 10)
  report({
    name: `quote to which others give way (in ${found} of ${SCARCE_QUOTES}), half of them within`,
    value: scarce!,
    unit: 'ms',
    peer: 'the same quote where goods lie',
    peerValue: plain!,
    ratio: scarce! / plain!,
  })
}

async function takings(database: BenchmarkDatabase, report: Report): Promise<void> {
  const first = product(77)
  const quoteId = await makeQuoteFor(database, [first])
  const hand = await handClients(database.ownerUrl, CLIENTS)
  const spread = `'P-' || lpad((n % 90000)::text, 6, '0')`
  const figures = { spread: [] as number[], hot: [] as number[], bare: [] as number[] }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const [kind, productOf] of [
        ['spread', spread],
        ['hot', `'${product(99_999)}'`],
      ] as const) {
        const prefix = `${kind}-${round}-`
        await copyQuotes(database.ownerUrl, { quoteId, product: first, prefix, count: TAKINGS, productOf })
        figures[kind].push(await throughput((_, n) => takeOfferOf(database, `${prefix}${n}`)))
      }
      const { tenantId } = database.context.principal
      figures.bare.push(
        await throughput((client, n) =>
          takeByHand(hand[client]!, tenantId, { id: `hand-${round}-${n}`, product: product(n) }),
        ),
      )
    }
  } finally {
    await Promise.all(hand.map((client) => client.end()))
  }
  const [spreadRate, hotRate, bareRate] = [median(figures.spread), median(figures.hot), median(figures.bare)]
  const unit = 'offers/s'
  report({
    name: 'offers taken, eight clients',
    value: spreadRate,
    unit,
    peer: 'the bare writes by hand',
    peerValue: bareRate,
    ratio: spreadRate / bareRate,
  })
  report({
    name: 'offers taken of one hot product',
    value: hotRate,
    unit,
    peer: 'each its own product',
    peerValue: spreadRate,
    ratio: hotRate / spreadRate,
  })
}

/** Takings a second by eight clients that share the work. */
async function throughput(work: (client: number, n: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let n = next++; n < TAKINGS; n = next++) await work(client, n)
    }),
  )
  return Math.round(TAKINGS / ((performance.now() - started) / 1000))
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

async function check(database: BenchmarkDatabase, report: Report): Promise<void> {
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push(await checkPools(database, product(promisedProducts({ products: PRODUCTS }) - 1)))
  }
  const seconds = Math.round(median(rounds.map((round) => round.seconds)) * 100) / 100
  const { lines_checked, lines_touched } = rounds[0]!
  report({
    name: `promises asked again (${lines_checked} open lines, ${lines_touched} come later)`,
    value: seconds,
    unit: 's',
    peer: 'aim for 100,000',
    peerValue: 2,
    ratio: seconds / 2,
  })
}
