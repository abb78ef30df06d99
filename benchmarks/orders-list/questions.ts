/** What a reader asks of the list, timed at the server's door and explained by the database. */
import type { Company } from './company.ts'

const EACH = 60
const AIM_MS = 100

type OrderRow = { order_id: string; customer_id: string; customer_name: string; ordered_on: string }
type Page = { rows: OrderRow[]; nextCursor: string | null }
export type Question = { name: string; ask: (turn: number) => string }

/** Turn by turn something else is asked, wherever there is something else to ask. */
export async function questionsOf({ get }: Company): Promise<Question[]> {
  const { rows } = await get<Page>('/orders?limit=500')
  const row = (turn: number) => rows[(turn * 37) % rows.length]!
  const deep = await cursors(get)
  const states = ['open', 'shipped', 'delivered', 'cancelled']
  const questions: Question[] = [
    // The smallest list there is tells what the door itself costs on this machine at this moment.
    { name: 'one order, for comparison', ask: () => 'limit=1' },
    { name: 'first page', ask: () => '' },
    { name: 'a page far down', ask: (turn) => `cursor=${encodeURIComponent(deep[turn % deep.length]!)}` },
    { name: 'sorted by order number', ask: (turn) => `sort=order_id&direction=${turn % 2 ? 'asc' : 'desc'}` },
    { name: 'oldest first', ask: () => 'direction=asc' },
    { name: 'search by order number', ask: (turn) => `q=${encodeURIComponent(row(turn).order_id.slice(0, -1))}` },
    { name: 'search by customer name', ask: (turn) => `q=${encodeURIComponent(row(turn).customer_name.slice(0, 6))}` },
    { name: 'search that finds nothing', ask: (turn) => `q=no-such-thing-${turn}` },
    { name: 'filter by state', ask: (turn) => `state=${states[turn % states.length]}` },
    { name: 'filter by customer', ask: (turn) => `customer_id=${encodeURIComponent(row(turn).customer_id)}` },
    {
      name: 'filter by days',
      ask: (turn) => `ordered_from=2025-0${1 + (turn % 9)}-01&ordered_to=2025-0${1 + (turn % 9)}-28`,
    },
    {
      name: 'filter by state and customer',
      ask: (turn) => `state=${states[turn % 4]}&customer_id=${encodeURIComponent(row(turn).customer_id)}`,
    },
  ]
  return questions.map(({ name, ask }) => ({ name, ask: (turn: number) => `/orders?${withLimit(ask(turn))}` }))
}

const withLimit = (question: string): string => (question.startsWith('limit=') ? question : `limit=200&${question}`)

/** Cursors of pages from all over the list. */
async function cursors(get: Company['get']): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const page: Page = await get(`/orders?limit=500${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    cursor = page.nextCursor
    if (cursor) found.push(cursor)
  } while (cursor && found.length < 150)
  return found
}

export async function timeQuestion({ get }: Company, { ask }: Question): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < EACH; turn++) {
    const started = performance.now()
    await get(ask(turn))
    times.push(performance.now() - started)
  }
  return percentile(times, 0.95)
}

export const percentile = (times: number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!

export const figureOf = (name: string, milliseconds: number) => ({
  name,
  value: Math.round(milliseconds * 10) / 10,
  unit: 'ms p95',
  peer: 'aim',
  peerValue: AIM_MS,
  ratio: milliseconds / AIM_MS,
})
