/** A survey, who was asked, and what was answered; and how each person reads it. */
import { SERVICE_ELEMENTS } from '../../../contract/service-elements.ts'
import type { SurveyQuestion } from '../../../contract/surveys.ts'
import { setsOf } from '../../../engines/needs/index.ts'
import { seededRandom } from '../../../engines/shared/index.ts'
import type { RecordType } from '../../ledger/index.ts'

export const survey: RecordType = {
  subjectType: 'survey',
  table: 'needs.survey',
  key: 'survey_id',
  columns: ['name', 'audience', 'state', 'segment_id', 'opens_on', 'closes_on', 'rest_days', 'intro'],
  children: [
    {
      name: 'questions',
      table: 'needs.survey_question',
      keys: ['survey_id', 'question_number'],
      columns: ['kind', 'elements', 'competitor_id', 'text'],
      isWhole: true,
    },
  ],
  created: 'SurveyCreated',
  changed: 'SurveyChanged',
}

export const surveyInvitation: RecordType = {
  subjectType: 'survey_invitation',
  table: 'needs.survey_invitation',
  key: 'invitation_id',
  columns: ['survey_id', 'contact_id', 'user_id', 'customer_id', 'buying_role', 'invited_at', 'expires_at'],
  created: 'SurveyInvited',
  changed: 'SurveyInvitationChanged',
}

export const surveyResponse: RecordType = {
  subjectType: 'survey_response',
  table: 'needs.survey_response',
  key: 'response_id',
  columns: [
    ...['survey_id', 'customer_id', 'segment_id', 'contact_id', 'user_id', 'buying_role', 'department', 'language'],
    ...['answered_at', 'is_contested', 'words'],
  ],
  children: [
    {
      name: 'answers',
      table: 'needs.survey_answer',
      keys: ['response_id', 'question_number', 'element_id', 'part'],
      columns: ['value', 'word'],
      isWhole: true,
    },
  ],
  created: 'SurveyAnswered',
  changed: 'SurveyAnswerChanged',
  personal: ['words'],
  eventTime: 'answered_at',
}

const DAY_MS = 86_400_000
/** A link outlives neither its survey nor this many days. */
const LINK_DAYS = 60

/** The end of the survey's last day, or sixty days after the invitation. */
export const endOfLink = (closesOn: string, invitedAt: Date): Date =>
  new Date(Math.min(Date.parse(closesOn) + DAY_MS, invitedAt.getTime() + LINK_DAYS * DAY_MS))

/** Which sets of best and worst this person sees: the same at every look. */
export function setsFor(invitationId: string, { question_number, elements }: SurveyQuestion): string[][] {
  const random = seededRandom(Number.parseInt(invitationId.replaceAll('-', '').slice(0, 7), 16) + question_number)
  return setsOf(elements, (all) => mixed(all, random.below))
}

/** The order in which this person reads the elements, so that none is always first. */
export const orderFor = (invitationId: string, question: SurveyQuestion): string[] =>
  mixed(
    question.elements,
    seededRandom(Number.parseInt(invitationId.replaceAll('-', '').slice(7, 14), 16) + question.question_number).below,
  )

function mixed(elements: readonly string[], below: (limit: number) => number): string[] {
  const all = [...elements]
  for (let at = all.length - 1; at > 0; at--) {
    const other = below(at + 1)
    ;[all[at], all[other]] = [all[other]!, all[at]!]
  }
  return all
}

export const isBuiltIn = (elementId: string): boolean => (SERVICE_ELEMENTS as readonly string[]).includes(elementId)
