/** What feedback and the question after a problem are made of, whose work a kind is, and what needs an answer. */
import type { FeedbackKind, FeedbackStance, FeedbackSubject, SayHowHandled } from '../../../contract/feedback.ts'
import type { RecordType } from '../../ledger/index.ts'

export const feedback: RecordType = {
  subjectType: 'feedback',
  table: 'feedback.feedback',
  key: 'feedback_id',
  columns: [
    ...['customer_id', 'contact_id', 'order_id', 'line_number', 'kind', 'channel', 'score', 'comment', 'answer'],
    ...['change', 'given_at', 'state', 'team', 'owner', 'due_at', 'answered_at', 'changed_at', 'source_key'],
    ...['shipment_id', 'stance', 'about'],
  ],
  created: 'FeedbackGiven',
  changed: 'FeedbackSorted',
  personal: ['comment', 'answer', 'change'],
  eventTime: 'given_at',
}

export const asking: RecordType = {
  subjectType: 'asking',
  table: 'feedback.asking',
  key: 'ask_id',
  columns: [
    ...['customer_id', 'contact_id', 'order_id', 'about', 'about_id', 'closed_at', 'state'],
    ...['owned', 'explained', 'made_good', 'comment', 'answered_at', 'feedback_id'],
  ],
  created: 'CustomerAsked',
  changed: 'CustomerAnswered',
  personal: ['comment'],
  eventTime: 'closed_at',
}

const TEAMS: Readonly<Record<FeedbackKind, string>> = {
  delivery: 'coordinator',
  goods: 'planner',
  information: 'coordinator',
  people: 'manager',
  bill: 'finance',
  idea: 'manager',
  praise: 'manager',
}
export const teamOfKind = (kind: FeedbackKind): string => TEAMS[kind]

/** Two working days, where the segment has no standard for a final answer. */
export const USUAL_ANSWER_HOURS = 16
const POOR_SCORE = 2

const KIND_OF: Readonly<Record<FeedbackSubject, FeedbackKind>> = {
  time: 'delivery',
  goods: 'goods',
  driver: 'people',
  papers: 'information',
  other: 'delivery',
}

/** Whose work the taps at the door are: praise and wishes by what they are, a complaint by what it names first. */
export function kindAtTheDoor(stance: FeedbackStance | null, about: readonly FeedbackSubject[]): FeedbackKind {
  if (stance === 'praise') return 'praise'
  if (stance === 'wish') return 'idea'
  return KIND_OF[about[0] ?? 'other']
}

interface Said {
  readonly score: number | null
  readonly comment: string | null
  readonly stance: FeedbackStance | null
}

/** Words want an answer, and so does a poor score, a complaint or a wish; praise in one tap or a good score alone is noted. */
export const wantsAnswer = ({ score, comment, stance }: Said): boolean =>
  Boolean(comment?.trim()) || (score !== null && score <= POOR_SCORE) || stance === 'complaint' || stance === 'wish'

/** Nobody is asked more than once in this time; and who has not answered by then, is no longer waited for. */
export const ASKING_REST_DAYS = 30

export const isPoor = ({ owned, explained, made_good }: SayHowHandled): boolean =>
  [owned, explained, made_good].includes('no')
