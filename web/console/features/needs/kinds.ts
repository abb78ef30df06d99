/** What is known of customers' needs by hand, as records. */
import { useMemo } from 'react'
import { useElements } from '../../lib/elements.ts'
import type { Field, RecordKind } from '../../lib/records/record-kind.ts'
import {
  AUDIENCES,
  BUYING_ROLES,
  CRITERIA_SOURCES,
  DEPARTMENTS,
  INTERVIEW_MEANINGS,
  INTERVIEW_QUESTIONS,
  LANGUAGES,
  NEED_EVIDENCE,
  QUESTION_KINDS,
  SERVICE_ELEMENTS,
  SURVEY_STATES,
} from '../../lib/value-lists.ts'

const CUSTOMERS = { path: '/customers', key: 'customer_id' }
const SEGMENTS = { path: '/segments', key: 'segment_id' }
const COMPETITORS = { path: '/competitors', key: 'competitor_id' }

const customer: Field = { name: 'customer_id', label: 'customer', type: 'lookup', from: CUSTOMERS, isRequired: true }
const contact: Field = {
  name: 'contact_id',
  label: 'said_by',
  type: 'lookup',
  from: { path: '/contacts', key: 'contact_id' },
  alike: 'customer_id',
}
const role: Field = {
  name: 'buying_role',
  type: 'choice',
  values: BUYING_ROLES,
  valueList: 'buying_role',
  isRequired: true,
}

export const elementKind: RecordKind = {
  id: 'service-elements',
  path: '/service-elements',
  key: 'element_id',
  icon: 'standards',
  writeRight: 'needs.write',
  emptyAdvice: 'service-elements.emptyAdvice',
  start: { names: [] },
  fields: [
    { name: 'element_id', type: 'code', isRequired: true, hint: 'element_id' },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'department', type: 'choice', values: DEPARTMENTS, valueList: 'department' },
    { name: 'owner', type: 'colleague' },
    { name: 'note', type: 'longtext' },
    {
      name: 'names',
      type: 'rows',
      fields: [
        { name: 'language', type: 'choice', values: LANGUAGES, valueList: 'language', isRequired: true },
        { name: 'name', type: 'text', isRequired: true },
      ],
    },
  ],
}

export const competitorKind: RecordKind = {
  id: 'competitors',
  path: '/competitors',
  key: 'competitor_id',
  icon: 'customers',
  writeRight: 'needs.write',
  emptyAdvice: 'competitors.emptyAdvice',
  fields: [
    { name: 'competitor_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'note', type: 'longtext' },
  ],
}

/** Kinds whose forms choose among elements, built in and the company's own. */
export function useNeedKinds() {
  const { values, names } = useElements()
  return useMemo(() => {
    const element: Field = { name: 'element_id', type: 'choice', values, names, valueList: 'service_element' }
    const criteria: RecordKind = {
      id: 'criteria',
      path: '/criteria',
      key: 'criteria_id',
      icon: 'standards',
      writeRight: 'needs.write',
      emptyAdvice: 'criteria.emptyAdvice',
      start: { source: 'said', criteria: [] },
      next: ({ criteria_id: _, version: __, valid_from: ___, ...rest }) => rest,
      fields: [
        { name: 'criteria_id', type: 'code', isRequired: true },
        customer,
        role,
        contact,
        {
          name: 'source',
          label: 'criteria_source',
          type: 'choice',
          values: CRITERIA_SOURCES,
          valueList: 'criteria_source',
          isRequired: true,
          hint: 'criteria_source',
        },
        { name: 'valid_from', type: 'day', isRequired: true },
        {
          name: 'criteria',
          type: 'rows',
          hasHint: true,
          fields: [
            { ...element, isRequired: true },
            { name: 'points', type: 'number', isRequired: true },
            { name: 'required_percent', type: 'number' },
          ],
        },
        { name: 'note', type: 'longtext' },
      ],
    }
    const interview: RecordKind = {
      id: 'interviews',
      path: '/interviews',
      key: 'interview_id',
      icon: 'people',
      writeRight: 'needs.write',
      emptyAdvice: 'interviews.emptyAdvice',
      // The guide: each open question once, in its order; what was not asked is taken out.
      start: {
        answers: INTERVIEW_QUESTIONS.slice(0, -1).map((question, at) => ({
          answer_number: at + 1,
          question,
          words: '',
          elements: [],
        })),
      },
      fields: [
        { name: 'interview_id', type: 'code', isRequired: true },
        customer,
        { ...contact, label: 'contact_id' },
        role,
        { name: 'held_on', type: 'day', isRequired: true },
        { name: 'asked_by', type: 'colleague' },
        { name: 'language', type: 'choice', values: LANGUAGES, valueList: 'language' },
        {
          name: 'answers',
          label: 'interview_answers',
          type: 'rows',
          hint: 'interview_answers',
          fields: [
            { name: 'answer_number', type: 'integer', isRequired: true },
            {
              name: 'question',
              label: 'interview_question',
              type: 'choice',
              values: INTERVIEW_QUESTIONS,
              valueList: 'interview_question',
              isRequired: true,
            },
            { name: 'words', label: 'quote', type: 'longtext' },
            {
              name: 'meaning',
              label: 'interview_meaning',
              type: 'choice',
              values: INTERVIEW_MEANINGS,
              valueList: 'interview_meaning',
            },
            { ...element, name: 'elements', label: 'about_elements', type: 'choices' },
          ],
        },
        { name: 'note', type: 'longtext' },
      ],
    }
    const lever: RecordKind = {
      id: 'growth-levers',
      path: '/growth-levers',
      key: 'lever_id',
      icon: 'up',
      writeRight: 'needs.write',
      emptyAdvice: 'growth-levers.emptyAdvice',
      fields: [
        { name: 'lever_id', type: 'code', isRequired: true },
        customer,
        { name: 'note', label: 'say_aloud', type: 'text', isRequired: true },
        element,
        { name: 'currency', type: 'code', isRequired: true, hasHint: true },
        { name: 'revenue_minor', label: 'revenue_a_year', type: 'minor', currencyOf: 'currency', isRequired: true },
        { name: 'likely_percent', type: 'number' },
        contact,
        { name: 'quote', type: 'longtext', hasHint: true },
        { name: 'valid_from', label: 'known_since', type: 'day', isRequired: true },
        { name: 'valid_to', type: 'day' },
      ],
    }
    const finding: RecordKind = {
      id: 'competitor-findings',
      path: '/competitor-findings',
      key: 'finding_id',
      icon: 'search',
      writeRight: 'needs.write',
      emptyAdvice: 'competitor-findings.emptyAdvice',
      fields: [
        { name: 'finding_id', type: 'code', isRequired: true },
        { name: 'competitor_id', label: 'competitor', type: 'lookup', from: COMPETITORS, isRequired: true },
        { ...element, isRequired: true },
        { name: 'segment_id', type: 'lookup', from: SEGMENTS },
        {
          name: 'evidence',
          type: 'choice',
          values: NEED_EVIDENCE,
          valueList: 'need_evidence',
          isRequired: true,
          hint: 'need_evidence',
        },
        { name: 'seen_on', type: 'day', isRequired: true },
        { name: 'cases', type: 'integer', isRequired: true, hasHint: true },
        { name: 'mark', type: 'number', hasHint: true },
        { name: 'percent', type: 'number', hasHint: true },
        { name: 'level', label: 'offered_level', type: 'number', hint: 'offered_level' },
        { name: 'terms', label: 'published_terms', type: 'text' },
        { name: 'note', type: 'longtext' },
      ],
    }
    const survey: RecordKind = {
      id: 'surveys',
      path: '/surveys',
      key: 'survey_id',
      icon: 'question',
      writeRight: 'needs.write',
      emptyAdvice: 'surveys.emptyAdvice',
      start: {
        audience: 'customers',
        state: 'draft',
        rest_days: 30,
        questions: [
          { question_number: 1, kind: 'points', elements: [...SERVICE_ELEMENTS.slice(0, 11), 'price'] },
          { question_number: 2, kind: 'perception', elements: [...SERVICE_ELEMENTS.slice(0, 11), 'price'] },
          { question_number: 3, kind: 'satisfaction', elements: [] },
          { question_number: 4, kind: 'recommend', elements: [] },
        ],
      },
      fields: [
        { name: 'survey_id', type: 'code', isRequired: true },
        { name: 'name', type: 'text', isRequired: true, hint: 'survey_name' },
        {
          name: 'audience',
          type: 'choice',
          values: AUDIENCES,
          valueList: 'audience',
          isRequired: true,
          hasHint: true,
        },
        {
          name: 'state',
          label: 'survey_state',
          type: 'choice',
          values: SURVEY_STATES,
          valueList: 'survey_state',
          isRequired: true,
        },
        { name: 'segment_id', type: 'lookup', from: SEGMENTS, hint: 'survey_segment' },
        { name: 'opens_on', type: 'day', isRequired: true },
        { name: 'closes_on', type: 'day', isRequired: true },
        { name: 'rest_days', type: 'integer', isRequired: true, hasHint: true },
        { name: 'intro', type: 'longtext', hasHint: true },
        {
          name: 'questions',
          label: 'survey_questions',
          type: 'rows',
          hint: 'survey_questions',
          fields: [
            { name: 'question_number', type: 'integer', isRequired: true },
            {
              name: 'kind',
              label: 'question_kind',
              type: 'choice',
              values: QUESTION_KINDS,
              valueList: 'question_kind',
              isRequired: true,
            },
            {
              ...element,
              name: 'elements',
              label: 'about_elements',
              type: 'choices',
              onlyWhen: {
                name: 'kind',
                is: ['points', 'best_worst', 'perception', 'expectation', 'required', 'kano', 'competitor'],
              },
            },
            {
              name: 'competitor_id',
              label: 'competitor',
              type: 'lookup',
              from: COMPETITORS,
              onlyWhen: { name: 'kind', is: 'competitor' },
            },
            { name: 'text', label: 'question_text', type: 'text', onlyWhen: { name: 'kind', is: 'open' } },
          ],
        },
      ],
    }
    return { criteria, interview, lever, finding, survey }
  }, [values, names])
}
