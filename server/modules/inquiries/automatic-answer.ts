/** Whether the program may answer questions for where an order is, and what it decided about each. */
import type { AnswerSetting } from '../../../contract/automatic-answers.ts'
import type { RecordType } from '../../ledger/index.ts'

export const ANSWER_SETTING_ID = 'answers'

/** Nothing is answered by itself until somebody has said so. */
export const USUAL_ANSWER_SETTING: AnswerSetting = { is_on: false, threshold: 0.85 }

export const answerSetting: RecordType = {
  subjectType: 'answer_setting',
  table: 'inquiries.answer_setting',
  key: 'setting_id',
  columns: ['is_on', 'on_since', 'threshold'],
  created: 'AnswerSettingSet',
  changed: 'AnswerSettingChanged',
}

/** Decided once and never changed: that somebody opened the question again stands with the question. */
export const automaticAnswer: RecordType = {
  subjectType: 'automatic_answer',
  table: 'inquiries.automatic_answer',
  key: 'inquiry_id',
  columns: ['decided_at', 'verdict', 'reason', 'certainty', 'right_cases', 'cases', 'order_id', 'language'],
  created: 'AutomaticAnswerDecided',
  changed: 'AutomaticAnswerCorrected',
  eventTime: 'decided_at',
}

/** A fault of ours may pass; one that stays is a person's to answer. */
export const TRIES_MAX = 5
const FIRST_MS = 60_000

/** A minute, then ever longer: 4, 16, 64 minutes. */
export const nextTry = (now: Date, failures: number): Date => new Date(now.getTime() + FIRST_MS * 4 ** (failures - 1))
