/** What the company knows of its customers' needs by hand: elements, criteria, interviews, growth levers, statements. */
import type { RecordType } from '../../ledger/index.ts'

export const serviceElement: RecordType = {
  subjectType: 'service_element',
  table: 'needs.service_element',
  key: 'element_id',
  columns: ['name', 'department', 'owner', 'note'],
  children: [
    {
      name: 'names',
      table: 'needs.element_name',
      keys: ['element_id', 'language'],
      columns: ['name'],
      isWhole: true,
    },
  ],
  created: 'ServiceElementSet',
  changed: 'ServiceElementChanged',
}

export const criteria: RecordType = {
  subjectType: 'criteria',
  table: 'needs.criteria',
  key: 'criteria_id',
  columns: ['customer_id', 'buying_role', 'contact_id', 'valid_from', 'source', 'note'],
  children: [
    {
      name: 'criteria',
      table: 'needs.criterion',
      keys: ['criteria_id', 'element_id'],
      columns: ['points', 'required_percent'],
      isWhole: true,
    },
  ],
  created: 'CriteriaRecorded',
  changed: 'CriteriaChanged',
}

export const interview: RecordType = {
  subjectType: 'interview',
  table: 'needs.interview',
  key: 'interview_id',
  columns: ['customer_id', 'contact_id', 'buying_role', 'held_on', 'asked_by', 'language', 'note'],
  children: [
    {
      name: 'answers',
      table: 'needs.interview_answer',
      keys: ['interview_id', 'answer_number'],
      columns: ['question', 'words', 'meaning', 'elements'],
      isWhole: true,
      personal: ['words'],
    },
  ],
  created: 'InterviewHeld',
  changed: 'InterviewChanged',
  personal: ['note'],
}

export const growthLever: RecordType = {
  subjectType: 'growth_lever',
  table: 'needs.growth_lever',
  key: 'lever_id',
  columns: [
    ...['customer_id', 'contact_id', 'element_id', 'note', 'quote', 'revenue_minor', 'currency', 'likely_percent'],
    ...['valid_from', 'valid_to'],
  ],
  created: 'GrowthLeverRecorded',
  changed: 'GrowthLeverChanged',
  personal: ['quote'],
}

export const competitor: RecordType = {
  subjectType: 'competitor',
  table: 'needs.competitor',
  key: 'competitor_id',
  columns: ['name', 'note'],
  created: 'CompetitorRegistered',
  changed: 'CompetitorChanged',
}

export const competitorFinding: RecordType = {
  subjectType: 'competitor_finding',
  table: 'needs.competitor_finding',
  key: 'finding_id',
  columns: [
    ...[
      'competitor_id',
      'element_id',
      'segment_id',
      'evidence',
      'seen_on',
      'cases',
      'mark',
      'percent',
      'level',
      'terms',
      'note',
    ],
  ],
  created: 'CompetitorSeen',
  changed: 'CompetitorFindingChanged',
}

export const needStatement: RecordType = {
  subjectType: 'need_statement',
  table: 'needs.need_statement',
  key: 'statement_id',
  columns: ['segment_id', 'valid_from', 'basis', 'reason'],
  children: [
    {
      name: 'needs',
      table: 'needs.need',
      keys: ['statement_id', 'buying_role', 'element_id'],
      columns: [
        ...['weight', 'weight_low', 'weight_high', 'weight_n'],
        ...['required_percent', 'required_low', 'required_high', 'required_n', 'kano'],
      ],
      isWhole: true,
    },
  ],
  created: 'NeedsDefined',
  changed: 'NeedsCorrected',
}

export const referral: RecordType = {
  subjectType: 'referral',
  table: 'needs.referral',
  key: 'referral_id',
  columns: ['customer_id', 'contact_id', 'recommended_id', 'recommended_name', 'told_on', 'evidence', 'note'],
  created: 'ReferralRecorded',
  changed: 'ReferralChanged',
  // Of whom somebody spoke, and in which words, is personal.
  personal: ['recommended_name', 'note'],
}
