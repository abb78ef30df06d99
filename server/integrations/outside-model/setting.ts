/** The model a company has set: a record, and what seals its key. */
import type { RecordType } from '../../ledger/index.ts'

export const outsideModel: RecordType = {
  subjectType: 'outside_model',
  table: 'outside_model.setting',
  key: 'setting_id',
  columns: ['is_on', 'url', 'model', 'uses', 'calls_a_month', 'timeout_seconds'],
  created: 'OutsideModelSet',
  changed: 'OutsideModelChanged',
}

/** A company has one. */
export const SETTING_ID = 'model'

/** So that one company's key opens for no other. */
export const keySeal = (tenantId: string) => `outside model ${tenantId}`
