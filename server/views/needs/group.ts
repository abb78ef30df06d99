/** What one group of people answered, element by element: each person counts once, with the latest answer of each kind. */
import type { NeedFigure } from '../../../contract/gap-map.ts'
import type { QuestionKind } from '../../../contract/surveys.ts'
import {
  type Choice,
  choiceShares,
  driversOf,
  type Estimate,
  type KanoAnswer,
  type KanoResult,
  kanoOf,
  LEAST_ANSWERS,
  meanOf,
  requiredLevel,
  sharesOf,
} from '../../../engines/needs/index.ts'
import type { AnswerRow, CriterionRow } from './answers.store.ts'

export const UNKNOWN: NeedFigure = { state: 'unknown', n: 0, value: null, low: null, high: null }

/** Fewer than five people: their number alone, so that nobody can be told by it and chance does not speak. */
export function figureOf(estimate: Estimate | undefined | null): NeedFigure {
  if (!estimate) return UNKNOWN
  const { n, value, low, high } = estimate
  return n < LEAST_ANSWERS ? { ...UNKNOWN, state: 'too_few', n } : { state: 'known', n, value, low, high }
}

export interface GroupAnswers {
  readonly people: number
  readonly weights: ReadonlyMap<string, Estimate>
  readonly weightsBy: 'points' | 'best_worst' | null
  readonly required: ReadonlyMap<string, Estimate>
  readonly perceived: ReadonlyMap<string, Estimate>
  /** Share of people who agree that we do well (5 to 7 of 7). */
  readonly content: ReadonlyMap<string, Estimate>
  readonly expected: ReadonlyMap<string, Estimate>
  readonly kano: ReadonlyMap<string, KanoResult>
  readonly derived: ReadonlyMap<string, Estimate>
  /** By competitor and element: theirs less ours, by the same people; and their mark alone. */
  readonly pairs: ReadonlyMap<
    string,
    ReadonlyMap<string, { difference: Estimate | null; mark: Estimate; seenOn: string }>
  >
}

export function groupOf(answers: readonly AnswerRow[], criteria: readonly CriterionRow[]): GroupAnswers {
  const latest = latestOf(answers)
  const of = (kind: QuestionKind) => latest.filter((row) => row.kind === kind)
  const points = pointsOf(of('points'), criteria)
  const byPoints = sharesOf([...points.values()].map(({ given }) => given))
  const isEnough = points.size >= LEAST_ANSWERS
  const choices = choicesOf(of('best_worst'))
  const byChoice = isEnough ? new Map() : choiceShares(choices)
  const weights = isEnough || byChoice.size === 0 ? byPoints : byChoice
  const required = byElement(
    of('required').map(({ element_id, value, person }) => ({ element_id, value, person })),
    [...criteria.map(({ element_id, required_percent, person }) => ({ element_id, value: required_percent, person }))],
  )
  const perceived = of('perception')
  return {
    people: new Set([...latest.map(({ person }) => person), ...criteria.map(({ person }) => person)]).size,
    weights,
    weightsBy: weights.size === 0 ? null : weights === byPoints ? 'points' : 'best_worst',
    required: mapOf(required, (levels) => requiredLevel(levels.map((level) => level / 100))),
    perceived: mapOf(byElement(perceived), (marks) => meanOf(marks, { low: 1, high: 7 })),
    content: mapOf(byElement(perceived), (marks) =>
      meanOf(
        marks.map((mark) => (mark >= 5 ? 1 : 0)),
        { low: 0, high: 1 },
      ),
    ),
    expected: mapOf(byElement(of('expectation')), (marks) => meanOf(marks, { low: 1, high: 7 })),
    kano: kanoIn(of('kano')),
    derived: derivedOf(perceived, of('satisfaction')),
    pairs: pairsOf(perceived, of('competitor')),
  }
}

/** Of each person the last survey that asked a kind of question counts, whole: halves of two are never put together. */
function latestOf(answers: readonly AnswerRow[]): AnswerRow[] {
  const last = new Map<string, string>()
  const key = ({ person, kind, competitor_id }: AnswerRow) => `${person}\0${kind}\0${competitor_id ?? ''}`
  for (const row of answers) last.set(key(row), row.response_id)
  return answers.filter((row) => last.get(key(row)) === row.response_id)
}

function pointsOf(rows: readonly AnswerRow[], criteria: readonly CriterionRow[]) {
  const people = new Map<string, { at: string; given: Map<string, number> }>()
  for (const { person, element_id, points, valid_from } of criteria) {
    const own = people.get(person) ?? { at: valid_from, given: new Map() }
    own.given.set(element_id, points)
    people.set(person, own)
  }
  for (const { person, element_id, value, answered_at, response_id } of rows) {
    const at = `${answered_at.toISOString()} ${response_id}`
    const own = people.get(person)
    if (own && own.at > at) continue
    const given = own?.at === at ? own.given : new Map<string, number>()
    given.set(element_id, value ?? 0)
    people.set(person, { at, given })
  }
  return people
}

export function choicesOf(rows: readonly AnswerRow[]): Choice[] {
  const sets = new Map<string, { person: string; shown: string[]; best?: string; worst?: string }>()
  for (const { response_id, question_number, part, person, element_id, word } of rows) {
    const key = `${response_id}\0${question_number}\0${part}`
    const set = sets.get(key) ?? { person, shown: [] }
    set.shown.push(element_id)
    if (word === 'best') set.best = element_id
    if (word === 'worst') set.worst = element_id
    sets.set(key, set)
  }
  return [...sets.values()].flatMap(({ person, shown, best, worst }) =>
    best !== undefined && worst !== undefined ? [{ person, shown, best, worst }] : [],
  )
}

type Marked = { readonly element_id: string; readonly value: number | null; readonly person: string }

/** Values by element; of a person who gave two, by survey and by word of mouth, the survey's. */
function byElement(rows: readonly Marked[], more: readonly Marked[] = []): Map<string, number[]> {
  const found = new Map<string, Map<string, number>>()
  for (const { element_id, value, person } of [...more, ...rows]) {
    if (value === null) continue
    const people = found.get(element_id) ?? new Map<string, number>()
    people.set(person, value)
    found.set(element_id, people)
  }
  return new Map([...found].map(([element, people]) => [element, [...people.values()]]))
}

function mapOf(values: ReadonlyMap<string, number[]>, make: (values: number[]) => Estimate | null) {
  const made = new Map<string, Estimate>()
  for (const [element, all] of values) {
    const one = make(all)
    if (one) made.set(element, one)
  }
  return made
}

export function kanoIn(rows: readonly AnswerRow[]): Map<string, KanoResult> {
  const pairs = new Map<string, Map<string, { withIt?: KanoAnswer; without?: KanoAnswer }>>()
  for (const { element_id, person, part, word } of rows) {
    const people = pairs.get(element_id) ?? new Map()
    const own = people.get(person) ?? {}
    people.set(person, part === 1 ? { ...own, withIt: word } : { ...own, without: word })
    pairs.set(element_id, people)
  }
  return new Map(
    [...pairs].map(([element, people]) => [
      element,
      kanoOf(
        [...people.values()].flatMap(({ withIt, without }) => (withIt && without ? [[withIt, without] as const] : [])),
      ),
    ]),
  )
}

const DRAWS = 200

/** What goes with overall satisfaction, of the people who marked everything; elements that few marked are left out. */
function derivedOf(perceived: readonly AnswerRow[], overall: readonly AnswerRow[]): Map<string, Estimate> {
  const satisfied = new Map(overall.flatMap(({ person, value }) => (value === null ? [] : [[person, value] as const])))
  const marks = new Map<string, Map<string, number>>()
  for (const { person, element_id, value } of perceived) {
    if (value === null || !satisfied.has(person)) continue
    const own = marks.get(person) ?? new Map<string, number>()
    own.set(element_id, value)
    marks.set(person, own)
  }
  const all = [...marks.values()]
  const elements = [...new Set(all.flatMap((own) => [...own.keys()]))].filter(
    (element) => all.filter((own) => own.has(element)).length >= all.length * 0.9,
  )
  const full = [...marks].filter(([, own]) => elements.every((element) => own.has(element)))
  const answer = driversOf(
    {
      elements,
      marks: full.map(([, own]) => elements.map((element) => own.get(element)!)),
      overall: full.map(([person]) => satisfied.get(person)!),
    },
    { draws: DRAWS },
  )
  if (typeof answer === 'string') return new Map()
  return new Map(
    answer.drivers.map(({ element, value, low, high }) => [element, { value, low, high, n: answer.n, sd: 0 }]),
  )
}

function pairsOf(perceived: readonly AnswerRow[], theirs: readonly AnswerRow[]) {
  const ours = new Map(
    perceived.flatMap((row) => (row.value === null ? [] : [[`${row.person}\0${row.element_id}`, row.value]])),
  )
  const groups = new Map<string, Map<string, AnswerRow[]>>()
  for (const row of theirs) {
    if (row.value === null || row.competitor_id === null) continue
    const elements = groups.get(row.competitor_id) ?? new Map<string, AnswerRow[]>()
    elements.set(row.element_id, [...(elements.get(row.element_id) ?? []), row])
    groups.set(row.competitor_id, elements)
  }
  return new Map(
    [...groups].map(([competitor, elements]) => [
      competitor,
      new Map(
        [...elements].map(([element, rows]) => [
          element,
          {
            difference: meanOf(
              rows.flatMap(({ person, value }) => {
                const own = ours.get(`${person}\0${element}`)
                return own === undefined ? [] : [value! - Number(own)]
              }),
            ),
            mark: meanOf(
              rows.map(({ value }) => value!),
              { low: 1, high: 7 },
            )!,
            seenOn: rows
              .map(({ answered_at }) => answered_at.toISOString().slice(0, 10))
              .reduce((last, day) => (day > last ? day : last)),
          },
        ]),
      ),
    ]),
  )
}
