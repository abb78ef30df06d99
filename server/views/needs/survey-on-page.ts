/** What the page of a survey shows to the person whose link it is. */
import sql from 'sql-template-tag'
import type { SurveyAnswer, SurveyQuestion } from '../../../contract/surveys.ts'
import type { Tx } from '../../platform/database/database.ts'

export interface SurveyOnPage {
  readonly invitation_id: string
  readonly name: string
  readonly audience: 'customers' | 'staff'
  readonly intro: string | null
  readonly closes_on: string
  readonly segment_name: string | null
  readonly buying_role: string | null
  readonly language: string | null
  readonly company: string
  readonly accent_color: string | null
  readonly answered_at: Date | null
  /** Where the reader's goods arrive, else where our own site is. */
  readonly zone: string
  readonly questions: readonly SurveyQuestion[]
  readonly competitors: Readonly<Record<string, string>>
  readonly own_elements: Readonly<
    Record<string, { readonly name: string; readonly names: Readonly<Record<string, string>> }>
  >
  readonly response: {
    readonly version: number
    readonly buying_role: string | null
    readonly department: string | null
    readonly answers: readonly SurveyAnswer[]
    readonly words: Readonly<Record<string, string>>
  } | null
}

/** Null where the survey is not open, or the link is over. */
export async function surveyOnPage(tx: Tx, invitationId: string, now: Date): Promise<SurveyOnPage | null> {
  const tenant = sql`tenant_id = ${tx.tenantId}::uuid`
  const [row] = await tx.query<SurveyOnPage>(sql`SELECT i.invitation_id, s.name, s.audience, s.intro, s.closes_on,
      g.name AS segment_name, i.buying_role, coalesce(k.language, c.language) AS language,
      (SELECT name FROM people.organization WHERE ${tenant}) AS company,
      (SELECT accent_color FROM messages.setting WHERE ${tenant}) AS accent_color, r.answered_at,
      coalesce((SELECT l.zone FROM locations.location l WHERE l.tenant_id = i.tenant_id AND l.customer_id = i.customer_id
          ORDER BY l.location_id LIMIT 1),
        (SELECT l.zone FROM locations.location l WHERE l.tenant_id = i.tenant_id AND l.kind = 'own_site' ORDER BY l.location_id LIMIT 1),
        'UTC') AS zone,
      ARRAY(SELECT jsonb_build_object('question_number', q.question_number, 'kind', q.kind, 'elements', to_jsonb(q.elements),
        'competitor_id', q.competitor_id, 'text', q.text) FROM needs.survey_question q
        WHERE q.tenant_id = s.tenant_id AND q.survey_id = s.survey_id ORDER BY q.question_number) AS questions,
      coalesce((SELECT jsonb_object_agg(competitor_id, name) FROM needs.competitor WHERE ${tenant}), '{}') AS competitors,
      coalesce((SELECT jsonb_object_agg(e.element_id, jsonb_build_object('name', e.name, 'names', coalesce((SELECT
        jsonb_object_agg(n.language, n.name) FROM needs.element_name n WHERE n.tenant_id = e.tenant_id AND n.element_id = e.element_id), '{}')))
        FROM needs.service_element e WHERE e.tenant_id = s.tenant_id), '{}') AS own_elements,
      CASE WHEN r.response_id IS NOT NULL THEN jsonb_build_object('version', r.subject_version, 'buying_role', r.buying_role,
        'department', r.department, 'words', r.words, 'answers', coalesce((SELECT jsonb_agg(jsonb_build_object('question_number',
          a.question_number, 'element_id', a.element_id, 'part', a.part, 'value', a.value, 'word', a.word)) FROM needs.survey_answer a
          WHERE a.tenant_id = r.tenant_id AND a.response_id = r.response_id), '[]')) END AS response
    FROM needs.survey_invitation i
    JOIN needs.survey s ON s.tenant_id = i.tenant_id AND s.survey_id = i.survey_id
    LEFT JOIN needs.survey_response r ON r.tenant_id = i.tenant_id AND r.response_id = i.invitation_id
    LEFT JOIN policies.segment g ON g.tenant_id = s.tenant_id AND g.segment_id = s.segment_id
    LEFT JOIN customers.contact k ON k.tenant_id = i.tenant_id AND k.contact_id = i.contact_id
    LEFT JOIN customers.customer c ON c.tenant_id = i.tenant_id AND c.customer_id = i.customer_id
    WHERE i.tenant_id = ${tx.tenantId}::uuid AND i.invitation_id = ${invitationId} AND i.expires_at > ${now}::timestamptz
      AND s.state = 'open' AND ${now}::date BETWEEN s.opens_on AND s.closes_on`)
  return row ?? null
}
