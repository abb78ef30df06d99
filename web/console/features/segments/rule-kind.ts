/** The rule of a segment as a form: every clause is chosen, none is written. */
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useElements } from '../../lib/elements.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RULE_FACTS } from '../../lib/value-lists.ts'

const SEGMENTS = { path: '/segments', key: 'segment_id' }
const NEEDS = ['need_rank', 'need_percent']
const QUADRANTS = ['protect', 'streamline', 'develop', 're_price']
/** [ours] Ours and our neighbors' first, then whom wholesalers here trade with. */
const COUNTRIES =
  'RO MD AM UA BG HU RS GE TR GR PL DE AT IT FR ES CZ SK HR SI BE NL DK SE FI NO EE LV LT IE PT CH GB CY KZ AZ TW JP KR CN SG AE IL US CA'.split(
    ' ',
  )
const WORDS: Readonly<Record<string, readonly string[]>> = {
  margin_class: ['A', 'B', 'C'],
  quadrant: QUADRANTS,
  country: COUNTRIES,
}
const NUMBERED = RULE_FACTS.filter((fact) => !(fact in WORDS))
const COMPARED = Object.fromEntries(NUMBERED.map((fact) => [fact, ['at_least', 'at_most']]))

export function useRuleKind(): RecordKind {
  const { t } = useTranslation('costs')
  const formats = useFormats()
  const { values, names } = useElements()
  const words = {
    ...Object.fromEntries(WORDS.margin_class!.map((one) => [one, one])),
    ...Object.fromEntries(QUADRANTS.map((one) => [one, t(`quadrant.${one}`)])),
    ...Object.fromEntries(COUNTRIES.map((one) => [one, formats.country(one) ?? one])),
  }
  return {
    id: 'segment-rules',
    path: '/segment-rules',
    key: 'rule_id',
    icon: 'standards',
    writeRight: 'standards.write',
    emptyAdvice: 'segment-rules.emptyAdvice',
    start: { priority: 1, clauses: [] },
    next: ({ rule_id: _, version: __, valid_from: ___, ...rest }) => rest,
    fields: [
      { name: 'rule_id', type: 'code', isRequired: true },
      { name: 'segment_id', type: 'lookup', from: SEGMENTS, isRequired: true },
      { name: 'valid_from', type: 'day', isRequired: true },
      { name: 'priority', label: 'rule_priority', type: 'integer', isRequired: true, hint: 'rule_priority' },
      {
        name: 'clauses',
        type: 'rows',
        numberedBy: 'clause_number',
        newRow: { fact: 'orders', comparison: 'at_least' },
        fields: [
          { name: 'fact', type: 'choice', values: RULE_FACTS, valueList: 'rule_fact', isRequired: true },
          {
            name: 'element_id',
            type: 'choice',
            values,
            names,
            valueList: 'service_element',
            isRequired: true,
            onlyWhen: { name: 'fact', is: NEEDS },
          },
          {
            name: 'comparison',
            type: 'choice',
            valuesBy: { name: 'fact', lists: COMPARED },
            valueList: 'rule_comparison',
            isRequired: true,
          },
          { name: 'amount', label: 'rule_amount', type: 'number', onlyWhen: { name: 'fact', is: NUMBERED } },
          {
            name: 'choices',
            label: 'rule_choices',
            type: 'choices',
            valuesBy: { name: 'fact', lists: WORDS },
            names: words,
          },
        ],
      },
      { name: 'note', type: 'longtext' },
    ],
  }
}
