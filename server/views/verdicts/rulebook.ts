/** Which definition, calendar and standard apply to a line: loaded once for a pass over many lines. */
import sql from 'sql-template-tag'
import type { OtifSettings } from '../../../contract/policies.ts'
import { buildCalendar, type Calendar } from '../../../engines/calendars/index.ts'
import { type OtifDefinition, STANDARD_DEFINITION } from '../../../engines/rights/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readDay } from './cells.ts'
import { toDefinition } from './definition-settings.ts'
import type { LineDraft, OrderDraft } from './line-drafts.ts'

interface CycleStandard {
  readonly validFrom: number
  readonly target: number
  readonly unit: string
}

export interface Rulebook {
  definitionOf(line: Pick<LineDraft, 'definitionId'>): OtifDefinition
  /** The order-cycle standard of the line's segment on the day it was ordered; null without one. */
  cycleStandardOf(line: LineDraft): CycleStandard | null
  /** Sets the calendar of each line's destination, reading those not met before. */
  setCalendars(tx: Tx, orders: readonly OrderDraft[]): Promise<void>
}

/** `override` judges every line by one definition, for looking at the same history under another rule. */
export async function loadRulebook(tx: Tx, override?: OtifDefinition): Promise<Rulebook> {
  const definitions = await loadDefinitions(tx)
  const standards = await loadCycleStandards(tx)
  const calendars = new Map<string, Calendar>()
  return {
    definitionOf: ({ definitionId }) =>
      override ?? definitions.get(definitionId ?? '') ?? definitions.get('') ?? STANDARD_DEFINITION,
    cycleStandardOf: ({ segmentId, facts }) => {
      const { orderedDay } = facts
      if (orderedDay === null) return null
      return standards.get(segmentId)?.find((standard) => standard.validFrom <= orderedDay) ?? null
    },
    setCalendars: (tx, orders) => setCalendars(tx, orders, calendars),
  }
}

/** All definitions by id, and the company's default under ''. */
export async function loadDefinitions(tx: Tx): Promise<Map<string, OtifDefinition>> {
  const rows = await tx.query<{
    definition_id: string
    settings: Partial<OtifSettings>
    is_company_default: boolean
    subject_version: number
  }>(sql`SELECT definition_id, settings, is_company_default, subject_version FROM policies.otif_definition
    WHERE tenant_id = ${tx.tenantId}::uuid`)
  const definitions = new Map<string, OtifDefinition>()
  for (const row of rows) {
    const definition = toDefinition(row.definition_id, row.subject_version, row.settings)
    definitions.set(row.definition_id, definition)
    if (row.is_company_default) definitions.set('', definition)
  }
  return definitions
}

async function loadCycleStandards(tx: Tx): Promise<Map<string, CycleStandard[]>> {
  const rows = await tx.query<{ segment_id: string; valid_from: string; target: string; target_unit: string }>(sql`
    SELECT segment_id, valid_from, target, target_unit FROM policies.standard
    WHERE tenant_id = ${tx.tenantId}::uuid AND element = 'order_cycle_time' ORDER BY valid_from DESC`)
  const standards = new Map<string, CycleStandard[]>()
  for (const row of rows) {
    const standard = { validFrom: readDay(row.valid_from)!, target: Number(row.target), unit: row.target_unit }
    standards.set(row.segment_id, [...(standards.get(row.segment_id) ?? []), standard])
  }
  return standards
}

async function setCalendars(tx: Tx, orders: readonly OrderDraft[], known: Map<string, Calendar>): Promise<void> {
  const missing = new Map<string, LineDraft>()
  for (const [line] of orders) {
    const id = line?.facts.shipToId
    if (id != null && !known.has(id)) missing.set(id, line!)
  }
  if (missing.size) await loadCalendars(tx, missing, known)
  for (const order of orders) {
    for (const line of order) {
      if (line.facts.shipToId !== null) line.facts.calendar = known.get(line.facts.shipToId) ?? null
    }
  }
}

const DAY_OPEN = [{ fromMinute: 0, toMinute: 1440 }]
const WEEKDAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']

async function loadCalendars(tx: Tx, missing: Map<string, LineDraft>, known: Map<string, Calendar>): Promise<void> {
  const rows = await tx.query<{ location_id: string; day: string; openings: string | null }>(sql`
    SELECT location_id, day, openings FROM locations.calendar_exception
    WHERE tenant_id = ${tx.tenantId}::uuid AND location_id = ANY (${[...missing.keys()]}::platform.code[])`)
  const exceptions = new Map<string, { day: number; openings: typeof DAY_OPEN }[]>()
  for (const { location_id, day, openings } of rows) {
    const exception = { day: readDay(day)!, openings: openings === null ? [] : DAY_OPEN }
    exceptions.set(location_id, [...(exceptions.get(location_id) ?? []), exception])
  }
  for (const [id, line] of missing) {
    const weekly = weekOf(line.openings)
    known.set(id, buildCalendar({ zone: line.facts.zone, weekly, exceptions: exceptions.get(id) ?? [] }))
  }
}

/** Which weekdays "Mo-Fr 08:00-16:00; Sa 09:00-12:00" opens on at all: tolerances count days, not hours. */
function weekOf(openings: string | null) {
  const open = new Set<number>()
  for (const [, from, to] of (openings ?? 'Mo-Fr').matchAll(
    /\b(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))?\b/g,
  )) {
    const last = WEEKDAYS.indexOf(to ?? from!)
    for (let day = WEEKDAYS.indexOf(from!); ; day = (day + 1) % 7) {
      open.add(day)
      if (day === last) break
    }
  }
  return WEEKDAYS.map((_, day) => (open.has(day) ? DAY_OPEN : []))
}
