/** The gap map of a segment: by element and role what is required, measured, believed, perceived, and what others offer. */
import type { GapFigure, GapMap, GapRow, NeedFigure } from '../../../contract/gap-map.ts'
import { BUYING_ROLES } from '../../../contract/imports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { SERVICE_ELEMENTS, type ServiceElement, USUAL_DEPARTMENT } from '../../../contract/service-elements.ts'
import {
  differenceOf,
  type Estimate,
  type Gap,
  gapOf,
  LEAST_ANSWERS,
  linesOf,
  priorityOf,
  quadrantOf,
  ranksOf,
  type Side,
  setLevel,
} from '../../../engines/needs/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { type AnswerRow, answersIn, type CriterionRow, criteriaIn, type Period } from './answers.store.ts'
import {
  competitorNames,
  type ElementRow,
  elementsKnown,
  findingsUntil,
  peopleAsked,
  promisedOn,
  revenueOf,
  type StandardRow,
  segmentNames,
  standardsOn,
  statementsOn,
} from './facts.store.ts'
import { figureOf, type GroupAnswers, groupOf, UNKNOWN } from './group.ts'
import { MEASURE_OF, type Measure, measuredOf, STANDARD_OF } from './measured.ts'
import { rivalOf } from './rival.ts'

const DAY_MS = 86_400_000
const YEAR_DAYS = 365
type Role = GapRow['role']
const ROLES: readonly Role[] = ['all', ...BUYING_ROLES]

/** The twelve months up to a day. */
export function yearTo(query: { from?: string | undefined; to?: string | undefined }, now: Date): Period {
  const to = query.to ?? now.toISOString().slice(0, 10)
  const from = query.from ?? new Date(Date.parse(to) - (YEAR_DAYS - 1) * DAY_MS).toISOString().slice(0, 10)
  if (from > to) throw new Refusal('time_order', { from, to })
  return { from, to }
}

/** What every segment's map is made of, read once. */
async function groundOf(tx: Tx, period: Period, segmentId: string | null) {
  const answers = await answersIn(tx, period, segmentId)
  return {
    period,
    answers,
    criteria: await criteriaIn(tx, period, segmentId),
    segments: await segmentNames(tx),
    revenue: await revenueOf(tx, period),
    standards: await standardsOn(tx, period.to),
    promised: await promisedOn(tx, period.to),
    findings: await findingsUntil(tx, period.to),
    competitors: new Map((await competitorNames(tx)).map(({ competitor_id, name }) => [competitor_id, name])),
    elements: new Map((await elementsKnown(tx)).map((row) => [row.element_id, row])),
    asked: await peopleAsked(tx, period),
    statements: await statementsOn(tx, period.to),
  }
}
type Ground = Awaited<ReturnType<typeof groundOf>>

export async function gapMap(tx: Tx, segmentId: string, period: Period, now: Date): Promise<GapMap> {
  return mapOf(tx, segmentId, await groundOf(tx, period, segmentId), now)
}

/** Of every segment about which somebody answered, one after the other. */
export async function gapMaps(tx: Tx, period: Period, now: Date): Promise<GapMap[]> {
  const ground = await groundOf(tx, period, null)
  const told = new Set([...ground.answers, ...ground.criteria].flatMap(({ segment_id }) => segment_id ?? []))
  const maps: GapMap[] = []
  for (const { segment_id } of ground.segments)
    if (told.has(segment_id)) maps.push(await mapOf(tx, segment_id, ground, now))
  return maps
}

async function mapOf(tx: Tx, segmentId: string, ground: Ground, now: Date): Promise<GapMap> {
  const name = ground.segments.find(({ segment_id }) => segment_id === segmentId)?.name
  if (name === undefined) throw new Refusal('unknown_segment', { segment_id: segmentId })
  const { period } = ground
  const measured = await measuredOf(tx, segmentId, period, now)
  const own = ground.answers.filter(({ audience, segment_id }) => audience === 'customers' && segment_id === segmentId)
  const criteria = ground.criteria.filter(({ segment_id }) => segment_id === segmentId)
  const beliefs = ground.answers.filter(
    ({ audience, segment_id }) => audience === 'staff' && (segment_id === segmentId || segment_id === null),
  )
  const believed = groupOf(beliefs, [])
  const revenue = ground.revenue.find(({ segment_id }) => segment_id === segmentId)
  const facts: Facts = {
    ground,
    measured,
    believed,
    segmentId,
    revenue: revenue?.revenue_minor ?? 0,
    promised: ground.promised.find(({ segment_id }) => segment_id === segmentId)?.promise_quantile ?? null,
    standards: ground.standards.filter(({ segment_id }) => segment_id === segmentId),
  }
  const groups = ROLES.map((role) => ({ role, group: groupFor(role, own, criteria) })).filter(
    ({ role, group }) => role === 'all' || group.people > 0,
  )
  const rows = groups.flatMap(({ role, group }) => rowsOf(role, group, facts))
  return {
    segment_id: segmentId,
    segment_name: name,
    ...period,
    revenue_minor: facts.revenue,
    currency: revenue?.currency ?? null,
    people: groups.map(({ role, group }) => ({
      role,
      answered: group.people,
      asked: askedOf(ground, segmentId, role),
    })),
    believers: believed.people,
    ...withQuadrants(rows, groups, facts),
    statement: statementOf(ground, segmentId),
  }
}

function statementOf({ statements }: Ground, segmentId: string) {
  const found = statements.find(({ segment_id }) => segment_id === segmentId)
  return found ? { statement_id: found.statement_id, valid_from: found.valid_from } : null
}

const groupFor = (role: Role, own: readonly AnswerRow[], criteria: readonly CriterionRow[]) =>
  role === 'all'
    ? groupOf(own, criteria)
    : groupOf(
        own.filter(({ buying_role }) => buying_role === role),
        criteria.filter(({ buying_role }) => buying_role === role),
      )

const askedOf = ({ asked }: Ground, segmentId: string, role: Role) =>
  asked
    .filter((row) => row.segment_id === segmentId && (role === 'all' || row.role === role))
    .reduce((sum, row) => sum + row.asked, 0)

interface Facts {
  readonly ground: Ground
  readonly segmentId: string
  readonly measured: ReadonlyMap<Measure, Side | null>
  readonly believed: GroupAnswers
  readonly revenue: number
  readonly promised: number | null
  readonly standards: readonly StandardRow[]
}

function rowsOf(role: Role, group: GroupAnswers, facts: Facts): GapRow[] {
  const { believed, ground } = facts
  const named = [group.weights, group.required, group.perceived, group.expected, group.kano].flatMap((map) => [
    ...map.keys(),
  ])
  const told = new Set([
    ...named,
    ...(role === 'all' ? [...believed.weights.keys(), ...believed.perceived.keys()] : []),
  ])
  const order = [...SERVICE_ELEMENTS, ...ground.elements.keys()]
  const elements = [...told].sort((a, b) => order.indexOf(a) - order.indexOf(b))
  const ranks = ranksOf(shown(group.weights))
  const believedRanks = ranksOf(shown(believed.weights))
  return elements.map((element) => rowOf({ element, role, group, ranks, believedRanks }, facts))
}

const shown = (estimates: ReadonlyMap<string, Estimate>) =>
  new Map([...estimates].flatMap(([element, { n, value }]) => (n >= LEAST_ANSWERS ? [[element, value] as const] : [])))

interface Asked {
  readonly element: string
  readonly role: Role
  readonly group: GroupAnswers
  readonly ranks: ReadonlyMap<string, number>
  readonly believedRanks: ReadonlyMap<string, number>
}

function rowOf({ element, role, group, ranks, believedRanks }: Asked, facts: Facts): GapRow {
  const { ground, believed } = facts
  const measure = MEASURE_OF[element as ServiceElement] ?? null
  const measured = measure ? (facts.measured.get(measure) ?? null) : null
  const standard = facts.standards.find(({ element: name }) => name === STANDARD_OF[element as ServiceElement]) ?? null
  const target = standard?.target_unit === 'percent' ? standard.target / 100 : null
  const weight = group.weights.get(element)
  const rank = ranks.get(element) ?? null
  const rival = rivalOf(element, group, { ...facts, ...ground, day: ground.period.to })
  const sides = {
    element,
    weight,
    measured,
    target,
    rank,
    group,
    rival: rival?.gap ?? null,
    hasStandard: standard !== null,
  }
  const gaps = gapsOf(sides, facts).map((gap) => withPriority(gap, weight, facts.revenue))
  const known: ElementRow | undefined = ground.elements.get(element)
  return {
    element_id: element,
    name: known && !(element in USUAL_DEPARTMENT) ? known.name : null,
    role,
    importance: figureOf(weight),
    importance_by: weight ? group.weightsBy : null,
    rank,
    derived: figureOf(group.derived.get(element)),
    kano: (group.kano.get(element)?.n ?? 0) >= LEAST_ANSWERS ? group.kano.get(element)!.kind : null,
    required: figureOf(group.required.get(element)),
    measured: measured
      ? { state: 'known', n: measured.n, value: measured.value, low: measured.low, high: measured.high }
      : UNKNOWN,
    measure,
    standard: target,
    has_standard: standard !== null,
    perceived: figureOf(group.perceived.get(element)),
    expected: figureOf(group.expected.get(element)),
    believed_importance: figureOf(believed.weights.get(element)),
    believed_rank: believedRanks.get(element) ?? null,
    believed_required: figureOf(believed.required.get(element)),
    believed_perceived: figureOf(believed.perceived.get(element)),
    misread: misreadOf(weight, believed.weights.get(element)),
    competitor: rival?.shown ?? null,
    quadrant: null,
    gaps,
    priority: Math.max(0, ...gaps.map(({ priority }) => priority)),
    department: known?.department ?? USUAL_DEPARTMENT[element as ServiceElement] ?? null,
    owner: known?.owner ?? null,
  }
}

/** Only where the whole interval of the difference lies on one side. */
function misreadOf(said: Estimate | undefined, believed: Estimate | undefined): GapRow['misread'] {
  if (!said || !believed || Math.min(said.n, believed.n) < LEAST_ANSWERS) return null
  const { low, high } = differenceOf(said, believed)
  return low > 0 ? 'underrated' : high < 0 ? 'overrated' : null
}

interface Sides {
  readonly element: string
  readonly weight: Estimate | undefined
  readonly measured: Side | null
  readonly target: number | null
  readonly rank: number | null
  readonly hasStandard: boolean
  readonly group: GroupAnswers
  readonly rival: Gap | null
}

const TOP = 3
/** Elements whose promise is a share that is to be kept. */
const PROMISED: readonly string[] = ['punctuality', 'reliability']

function gapsOf({ element, weight, measured, target, rank, hasStandard, group, rival }: Sides, facts: Facts): Gap[] {
  const { believed, promised } = facts
  const required = group.required.get(element) ?? null
  const perceived = group.perceived.get(element) ?? null
  const design = gapOf('design', required, target === null ? null : setLevel(target), LEAST_ANSWERS)
  return [
    gapOf('capability', required, measured, LEAST_ANSWERS),
    gapOf('knowledge', weight ?? null, believed.weights.get(element) ?? null, LEAST_ANSWERS),
    // Among the three that matter most and no standard at all: that is a gap of which the size is not a number.
    !hasStandard && rank !== null && rank <= TOP ? { ...design, state: 'gap' } : design,
    gapOf('delivery', target === null ? null : setLevel(target), measured, LEAST_ANSWERS),
    gapOf(
      'communication',
      promised === null || !PROMISED.includes(element) ? null : setLevel(promised),
      measured,
      LEAST_ANSWERS,
    ),
    gapOf('perception', group.expected.get(element) ?? null, perceived, LEAST_ANSWERS),
    gapOf('measurement', measured, group.content.get(element) ?? null, LEAST_ANSWERS),
    rival ?? gapOf('competitor', null, perceived, LEAST_ANSWERS),
  ]
}

/** What we do and how it is seen costs customers; what we believe and set is why, and is not counted a second time. */
const COUNTED: readonly Gap['kind'][] = ['capability', 'delivery', 'communication', 'perception', 'competitor']

const withPriority = (gap: Gap, weight: Estimate | undefined, revenue: number): GapFigure => ({
  ...gap,
  n: Math.min(gap.n, Number.MAX_SAFE_INTEGER),
  priority:
    gap.state === 'gap' && COUNTED.includes(gap.kind) && weight && weight.n >= LEAST_ANSWERS
      ? Math.round(priorityOf(weight.value, gap.deviations, revenue))
      : 0,
})

function withQuadrants(rows: GapRow[], groups: readonly { role: Role; group: GroupAnswers }[], facts: Facts) {
  const lines: GapMap['lines'] = []
  const placed = groups.flatMap(({ role }) => {
    const own = rows.filter((row) => row.role === role)
    const points = own.flatMap((row) => pointOf(row, facts))
    const drawn = points.length >= 2 ? linesOf(points) : null
    if (drawn) lines.push({ role, ...drawn })
    return own.map((row) => {
      const point = points.find(({ element }) => element === row.element_id)
      return drawn && point ? { ...row, quadrant: quadrantOf(point, drawn) } : row
    })
  })
  return { lines, rows: placed }
}

function pointOf({ element_id, importance, perceived, kano }: GapRow, _: Facts) {
  if (importance.value === null || perceived.value === null) return []
  const range = ({ value, low, high }: NeedFigure) => ({ value: value!, low: low!, high: high! })
  // What must be there is never of low priority, however seldom it is named.
  return [{ element: element_id, importance: range(importance), performance: range(perceived), isHeld: kano === 'M' }]
}
