/** A clause of a rule as a sentence, and what was found of a customer beside it. */
import { useTranslation } from 'react-i18next'
import type { RuleFact, SegmentClause, WhySegment } from '../../../../contract/segment-rules.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useElements } from '../elements.ts'

export function useClauseText() {
  const { t } = useTranslation(['segments', 'costs', 'value'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const word = (fact: RuleFact, value: string) =>
    fact === 'quadrant' ? t(`costs:quadrant.${value}`) : fact === 'country' ? formats.country(value) : value
  const amountOf = (fact: RuleFact, amount: number) =>
    fact.endsWith('_percent') ? formats.percent(amount / 100, { min: 0, max: 1 }) : formats.number(amount)
  const factName = (fact: RuleFact, element?: string | null) =>
    element ? t('factOf', { name: nameOf(element) }) : t(`value:rule_fact.${fact}`)
  return {
    factName,
    word,
    clause: ({ fact, comparison, amount, choices, element_id }: Omit<SegmentClause, 'clause_number'>) =>
      comparison == null
        ? t('clause.among', {
            fact: factName(fact),
            words: (choices ?? []).map((choice) => word(fact, choice)).join(', '),
          })
        : fact === 'need_rank'
          ? t(`clause.rank_${comparison}`, {
              name: element_id ? nameOf(element_id) : '',
              amount: formats.number(amount ?? 0),
            })
          : t(`clause.${comparison}`, { fact: factName(fact, element_id), amount: amountOf(fact, amount ?? 0) }),
    found: ({ fact, found }: WhySegment['rules'][number]['clauses'][number]) =>
      found === null
        ? t('found.unknown')
        : fact === 'need_rank'
          ? t('found.rank', { rank: formats.number(Number(found)) })
          : typeof found === 'number'
            ? amountOf(fact, found)
            : word(fact, found),
  }
}
