/** Judges the lines of one order as they stand now and says why: the evidence behind the seven cells. */
import type { OrderVerdicts } from '../../../contract/verdicts.ts'
import {
  BASES,
  CYCLE_MEASURES,
  type CycleTimes,
  type EvidenceValue,
  explainLine,
  type LineExplanation,
  RIGHTS,
} from '../../../engines/rights/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { LineDraft } from './line-draft.ts'
import { draftOrders } from './line-drafts.ts'
import { readLineTables } from './line-tables.ts'
import { loadRulebook } from './rulebook.ts'

const DAY_MS = 86_400_000
const isoDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)

export async function explainOrder(tx: Tx, orderId: string, now: Date): Promise<OrderVerdicts> {
  const rulebook = await loadRulebook(tx)
  const orders = draftOrders(await readLineTables(tx, { orderIds: [orderId] }, rulebook.wanted))
  await rulebook.complete(tx, orders)
  const at = now.getTime()
  return {
    lines: orders.flatMap((order) =>
      order.map((line) => toLineVerdict(line, explainLine(line.facts, rulebook.definitionOf(line), { at }))),
    ),
  }
}

function toLineVerdict(line: LineDraft, { verdict, evidence }: LineExplanation): OrderVerdicts['lines'][number] {
  return {
    line_number: verdict.lineNumber,
    rights: Object.fromEntries(
      RIGHTS.map((right) => {
        const { check, cause, ruleKey, factIds, promised, observed } = evidence[right]
        const shown = { promised: promised.map(shownValue), observed: observed.map(shownValue) }
        return [right, { check, cause, rule: ruleKey, factIds: [...factIds], ...shown }]
      }),
    ) as OrderVerdicts['lines'][number]['rights'],
    bases: BASES.map((basis) => {
      const { dueDay, isCounted, onTime, inFull, otif, timing, daysLate } = verdict.bases[basis]
      return { basis, due: dueDay === null ? null : isoDay(dueDay), isCounted, onTime, inFull, otif, timing, daysLate }
    }),
    isDue: verdict.isDue,
    isProvisional: verdict.isProvisional,
    exclusion: verdict.exclusion,
    firstCause: verdict.firstCause,
    causes: [...verdict.causes],
    times: stepTimes(line, verdict.cycle),
    definition: {
      id: verdict.definitionId,
      version: verdict.definitionVersion,
      ruleVersion: verdict.ruleVersion,
    },
  }
}

function stepTimes({ siteId, carrierId }: LineDraft, cycle: CycleTimes) {
  return CYCLE_MEASURES.flatMap(({ step, kind, calendar, secondsOf }) => {
    const seconds = secondsOf(cycle)
    if (seconds === null) return []
    const calendar_id = calendar === null ? null : calendar === 'site' ? siteId : carrierId
    return [{ step, kind, calendar, calendar_id, seconds }]
  })
}

function shownValue({ name, kind, value }: EvidenceValue) {
  if (kind === 'day' && typeof value === 'number') return { name, kind, value: isoDay(value) }
  if (kind === 'instant' && typeof value === 'number') return { name, kind, value: new Date(value).toISOString() }
  return { name, kind, value }
}
