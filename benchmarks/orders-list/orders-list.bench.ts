/**
 * The list of orders over a year of them (`--size` orders, 100,000 by default): what the reader feels in a real browser, and
 * what the server takes for each question, with the plan it follows. `EXPLAIN=1` prints the plans.
 */
import type { Report } from '../figure.ts'
import { openCompany } from './company.ts'
import { tablesReadThrough } from './explain.ts'
import { timeInteractions } from './painting.ts'
import { figureOf, percentile, questionsOf, timeQuestion } from './questions.ts'

/** Read through by the thousand these would be felt; a few hundred customers or segments may be. */
const LARGE = new Set(['customer_order', 'order_line', 'promise', 'delivery_line', 'shipment_line', 'o', 'l'])

export async function run(report: Report, size = 100_000): Promise<void> {
  const company = await openCompany(size)
  try {
    const questions = await questionsOf(company)
    for (const { name, times } of await timeInteractions(company))
      report(figureOf(`${name}, to the painted result`, percentile([...times], 0.95)))
    for (const question of questions)
      report(figureOf(`server: ${question.name}`, await timeQuestion(company, question)))
    const found = await tablesReadThrough(company, questions)
    const bad = Object.entries(found).filter(([, tables]) => tables.some((table) => LARGE.has(table)))
    if (bad.length) throw new Error(`No index serves: ${bad.map(([name, tables]) => `${name} (${tables})`).join('; ')}`)
  } finally {
    await company.server.dispose()
  }
}
