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
