/** Which definition, calendars, standard and clause apply to a line: loaded once for a pass over many lines. */
import sql from 'sql-template-tag'
import type { OtifSettings } from '../../../contract/policies.ts'
import { type OtifDefinition, STANDARD_DEFINITION } from '../../../engines/rights/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { readDay } from './cells.ts'
import { toDefinition } from './definition-settings.ts'
import { loadClauses } from './information-clauses.ts'
import { LineCalendars } from './line-calendars.ts'
import type { LineDraft, OrderDraft } from './line-draft.ts'
import type { WantedFacts } from './line-tables.ts'
import { ProductGroups } from './product-groups.ts'

interface CycleStandard {
  readonly validFrom: number
  readonly target: number
  readonly unit: string
}

export interface Rulebook {
  /** What to read of the lines so that every rule in force can be judged. */
  readonly wanted: WantedFacts
  definitionOf(line: Pick<LineDraft, 'definitionId'>): OtifDefinition
  /** The order-cycle standard of the line's segment on the day it was ordered; null without one. */
  cycleStandardOf(line: LineDraft): CycleStandard | null
  /** Sets what many lines share: its calendars, its product's group, and its information clause. */
  complete(tx: Tx, orders: readonly OrderDraft[]): Promise<void>
}

/** `override` judges every line by one definition, for looking at the same history under another rule. */
export async function loadRulebook(tx: Tx, override?: OtifDefinition): Promise<Rulebook> {
  const definitions = await loadDefinitions(tx)
  const standards = await loadCycleStandards(tx)
  const clauses = await loadClauses(tx)
  const calendars = new LineCalendars()
  const groups = new ProductGroups()
  return {
    wanted: { documents: clauses.hasAny, allObservations: clauses.asksTracking },
    definitionOf: ({ definitionId }) =>
      override ?? definitions.get(definitionId ?? '') ?? definitions.get('') ?? STANDARD_DEFINITION,
    cycleStandardOf: ({ segmentId, facts }) => {
      const { orderedDay } = facts
      if (orderedDay === null) return null
      return standards.get(segmentId)?.find((standard) => standard.validFrom <= orderedDay) ?? null
    },
    complete: async (tx, orders) => {
      await calendars.fill(tx, orders)
      await groups.fill(tx, orders)
      for (const order of orders) for (const line of order) line.facts.information = clauses.of(line)
    },
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
