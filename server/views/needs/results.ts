/** What a survey brought, question by question and role by role. */
import sql from 'sql-template-tag'
import type { NeedFigure, SurveyResults } from '../../../contract/gap-map.ts'
import { Refusal } from '../../../contract/refusals.ts'
import {
  choiceShares,
  type Estimate,
  effortOf,
  LEAST_ANSWERS,
  meanOf,
  recommendationOf,
  requiredLevel,
  satisfactionOf,
  scoresOf,
  sharesOf,
} from '../../../engines/needs/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import type { AnswerRow } from './answers.store.ts'
import { choicesOf, figureOf, kanoIn } from './group.ts'

type Question = SurveyResults['questions'][number]
type Group = Question['groups'][number]

interface Head {
  readonly invited: number
  readonly answered: number
  readonly changed: number
  readonly contested: number
}

export async function surveyResults(tx: Tx, surveyId: string): Promise<SurveyResults> {
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid AND survey_id = ${surveyId}`
  const [known] = await tx.query<{ audience: string }>(sql`SELECT audience FROM needs.survey WHERE ${tenant}`)
  if (!known) throw new Refusal('not_found', { survey_id: surveyId })
  const role = known.audience === 'staff' ? sql`coalesce(r.department, 'none')` : sql`coalesce(r.buying_role, 'none')`
  const [head] =
    await tx.query<Head>(sql`SELECT (SELECT count(*)::int FROM needs.survey_invitation WHERE ${tenant}) AS invited,
      count(*)::int AS answered, count(*) FILTER (WHERE subject_version > 1)::int AS changed,
      count(*) FILTER (WHERE is_contested)::int AS contested FROM needs.survey_response WHERE ${tenant}`)
  const roles = await tx.query<{ role: string; invited: number; answered: number }>(sql`WITH asked AS (
      SELECT coalesce(${known.audience === 'staff' ? sql`r.department` : sql`coalesce(r.buying_role, i.buying_role)`}, 'none') AS role, r.response_id
      FROM needs.survey_invitation i LEFT JOIN needs.survey_response r ON r.tenant_id = i.tenant_id AND r.response_id = i.invitation_id
      WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.survey_id = ${surveyId})
    SELECT role, count(*)::int AS invited, count(response_id)::int AS answered FROM asked GROUP BY role ORDER BY role`)
  const questions = await tx.query<{
    question_number: number
    kind: Question['kind']
    elements: string[]
    competitor_id: string | null
    text: string | null
  }>(
    sql`SELECT question_number, kind, elements, competitor_id, text FROM needs.survey_question WHERE ${tenant} ORDER BY question_number`,
  )
  const answers = await tx.query<
    AnswerRow & { role: string }
  >(sql`SELECT r.response_id, r.response_id AS person, ${role} AS role,
      a.question_number, a.element_id, a.part, a.value::float8 AS value, a.word
    FROM needs.survey_response r JOIN needs.survey_answer a USING (tenant_id, response_id)
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.survey_id = ${surveyId} ORDER BY r.response_id, a.part, a.element_id`)
  const words = await tx.query<{
    number: string
    role: string
    words: string
  }>(sql`SELECT w.key AS number, ${role} AS role, w.value AS words
    FROM needs.survey_response r CROSS JOIN LATERAL jsonb_each_text(r.words) w
    WHERE r.tenant_id = ${tx.tenantId}::uuid AND r.survey_id = ${surveyId} AND w.value <> '' ORDER BY r.answered_at DESC LIMIT 2000`)
  return {
    survey_id: surveyId,
    ...head!,
    roles,
    questions: questions.map((question) => {
      const own = answers.filter((row) => row.question_number === question.question_number)
      const groups = ['all', ...new Set(own.map((row) => row.role))].map((name) =>
        groupIn(question, name, name === 'all' ? own : own.filter((row) => row.role === name)),
      )
      const { question_number, kind, competitor_id, text } = question
      const said = words.filter(({ number }) => Number(number) === question_number)
      return {
        ...{ question_number, kind, competitor_id, text, groups },
        // Who says it is told by the role alone, and by none where the role has few people.
        words: said.map((one) => ({
          role: said.filter((other) => other.role === one.role).length < LEAST_ANSWERS ? 'none' : one.role,
          words: one.words,
        })),
      }
    }),
  }
}

const FULL = { low: 1, high: 7 }

function groupIn(
  { kind, elements }: { kind: Question['kind']; elements: string[] },
  role: string,
  rows: readonly AnswerRow[],
): Group {
  const people = new Set(rows.map(({ person }) => person)).size
  const values = rows.flatMap(({ value }) => (value === null ? [] : [value]))
  const { overall, share } = overallOf(kind, values)
  const made = elementFigures(kind, rows)
  return {
    role,
    people,
    overall,
    share,
    elements: elements.map((element_id) => ({
      element_id,
      figure: figureOf(made.figures.get(element_id)),
      score: made.scores ? figureOf(made.scores.get(element_id)) : null,
      kano: kanoShown(made.kano?.get(element_id)),
    })),
  }
}

function kanoShown(found: ReturnType<typeof kanoIn> extends Map<string, infer R> ? R | undefined : never) {
  if (!found || found.n < LEAST_ANSWERS) return null
  return { kind: found.kind, better: found.better, worse: found.worse, is_unclear: found.isUnclear }
}

function elementFigures(kind: Question['kind'], rows: readonly AnswerRow[]) {
  const figures = new Map<string, Estimate>()
  if (kind === 'best_worst') {
    const choices = choicesOf(rows)
    return { figures: choiceShares(choices), scores: scoresOf(choices), kano: null }
  }
  if (kind === 'points') {
    const people = new Map<string, Map<string, number>>()
    for (const { person, element_id, value } of rows) {
      const own = people.get(person) ?? new Map<string, number>()
      own.set(element_id, value ?? 0)
      people.set(person, own)
    }
    return { figures: sharesOf([...people.values()]), scores: null, kano: null }
  }
  if (kind === 'kano') {
    const kano = kanoIn(rows)
    for (const [element, { n }] of kano) figures.set(element, { value: n, low: n, high: n, n, sd: 0 })
    return { figures, scores: null, kano }
  }
  const values = new Map<string, number[]>()
  for (const { element_id, value } of rows)
    if (value !== null) values.set(element_id, [...(values.get(element_id) ?? []), value])
  for (const [element, all] of values) {
    const one = kind === 'required' ? requiredLevel(all.map((level) => level / 100)) : meanOf(all, FULL)
    if (one) figures.set(element, one)
  }
  return { figures, scores: null, kano: null }
}

const FULL_SHARE = { low: 0, high: 1 }

function overallOf(
  kind: Question['kind'],
  values: readonly number[],
): { overall: NeedFigure | null; share: NeedFigure | null } {
  const of = (overall: Estimate | undefined, share: Omit<Estimate, 'sd'> | undefined) => ({
    overall: figureOf(overall),
    share: figureOf(share && { ...share, sd: 0 }),
  })
  if (kind === 'satisfaction' || kind === 'handling') {
    const found = satisfactionOf(values)
    return of(found?.mean, found?.content)
  }
  if (kind === 'effort') {
    const found = effortOf(values)
    return of(found?.mean, found?.easy)
  }
  if (kind === 'wallet')
    return of(
      meanOf(
        values.map((value) => value / 100),
        FULL_SHARE,
      ) ?? undefined,
      undefined,
    )
  if (kind === 'recommend')
    return of(meanOf(values, { low: 0, high: 10 }) ?? undefined, recommendationOf(values) ?? undefined)
  return { overall: null, share: null }
}
