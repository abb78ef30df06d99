/** What this customer's segment was told to expect, beside what was delivered. The mark is a shape and a word. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CustomerScorecard } from '../../../../contract/scorecard.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { addressOf } from '../../../ui/http.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'

type Element = CustomerScorecard['elements'][number]

const MARKS: Record<Element['mark'], { icon: IconName; color: string }> = {
  works: { icon: 'check', color: 'var(--sf-right)' },
  watch: { icon: 'warning', color: 'var(--sf-watch)' },
  needs_improvement: { icon: 'cross', color: 'var(--sf-wrong)' },
  not_enough_data: { icon: 'question', color: 'var(--sf-unknown)' },
}

export function StandardsTable({ found }: { found: CustomerScorecard }) {
  const { t } = useTranslation(['customers', 'value'])
  const formats = useFormats()
  if (found.elements.length === 0)
    return (
      <Empty icon="standards" title={t('standards.none')} action={<Link to="/segments">{t('standards.set')}</Link>}>
        {t('standards.noneAdvice')}
      </Empty>
    )
  const target = (element: Element) => {
    if (element.target_unit === 'percent') return formats.percent(element.target / 100, { min: 0, max: 1 })
    if (element.target_unit === 'hours') return formats.duration(element.target, 'hour')
    return t('value:business_days', { count: element.target })
  }
  const { customer_id, from, to } = found
  return (
    <PlainTable
      label={t('standards.title')}
      rows={found.elements}
      rowKey={(element) => element.element}
      columns={[
        {
          id: 'element',
          header: t('standards.element'),
          cell: (element) => t(`value:element.${element.element}`),
          isTitle: true,
        },
        { id: 'target', header: t('standards.target'), isNumber: true, cell: target },
        {
          id: 'measured',
          header: t('standards.measured'),
          isNumber: true,
          cell: (element) => (
            <Figure
              value={formats.percent(element.measured.value)}
              label={t(`value:element.${element.element}`)}
              isFaint={element.measured.denominator < FEW_CASES}
              rule={{
                title: t(`value:element.${element.element}`),
                definition: t(`elementRule.${element.element}`, { target: target(element) }),
                numerator: { label: t('standards.kept'), count: element.measured.numerator },
                denominator: { label: t('standards.counted'), count: element.measured.denominator },
                ...(element.measured.low !== null &&
                  element.measured.high !== null && {
                    interval: { low: element.measured.low, high: element.measured.high },
                  }),
                version: t('standards.since', { day: formats.date(element.valid_from) }),
                linesTo: addressOf('/scorecard/lines', { customer_id, from, to }),
              }}
            />
          ),
        },
        {
          id: 'mark',
          header: t('standards.mark'),
          cell: (element) => {
            const { icon, color } = MARKS[element.mark]
            return (
              <Group gap={6} wrap="nowrap" c={color}>
                <Icon name={icon} size={16} />
                <Text size="sm" inherit>
                  {t(`mark.${element.mark}`)}
                </Text>
              </Group>
            )
          },
        },
      ]}
    />
  )
}
