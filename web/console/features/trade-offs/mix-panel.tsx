/** Before and after of a mix: what it costs, what it brings, how sure that is, and what customers feel of it. */
import { Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Weighed, WeighedMix } from '../../../../contract/trade-offs.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useLevelText, useLeverName } from './level-text.ts'

type Props = { mix: WeighedMix; weighed: Weighed; risk?: NonNullable<Weighed['answer']>['risk'] | undefined }

export function MixPanel({ mix, weighed, risk }: Props) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const currency = weighed.currency!
  const levelText = useLevelText(currency)
  const leverName = useLeverName(weighed.grounds)
  const money = (value: number) => formats.estimate(value, currency)
  const names = new Map(weighed.segments.map((one) => [one.segment_id, one.name]))
  const changed = mix.levels.filter(({ today, level }) => today !== level)
  const figures = ['gain', 'margin', 'cost', 'revenue', 'intangible'] as const
  return (
    <Stack gap="sm">
      <Group gap="lg" wrap="wrap">
        {figures.map((name) => (
          <div key={name}>
            <Text size="sm" c="dimmed">
              {t(`figure.${name}`)}
            </Text>
            <Figure
              value={money(mix[name])}
              label={t(`figure.${name}`)}
              {...(name === 'gain' && { size: 'large' as const })}
              rule={{ title: t(`figure.${name}`), definition: t(`rule.${name}`) }}
            />
          </div>
        ))}
      </Group>
      {risk && (
        <List size="sm" spacing={2}>
          <List.Item>
            {t('riskExpected', { expected: money(risk.expected), loss: formats.percent(risk.loss) })}
          </List.Item>
          <List.Item>
            {t('riskWorst', { p5: money(risk.p5), cvar: money(risk.cvar10), regret: money(risk.regret) })}
          </List.Item>
        </List>
      )}
      {changed.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('nothingChanges')}
        </Text>
      ) : (
        <PlainTable
          label={t('beforeAfter')}
          rows={changed}
          rowKey={({ segment, element }) => `${segment} ${element}`}
          columns={[
            {
              id: 'element',
              header: t('lever'),
              cell: ({ segment, element }) =>
                mix.levels.every((one) => one.segment === segment)
                  ? leverName(element)
                  : `${names.get(segment) ?? segment}: ${leverName(element)}`,
              isTitle: true,
            },
            { id: 'before', header: t('today'), cell: ({ element, today }) => levelText(element, today) },
            { id: 'after', header: t('after'), cell: ({ element, level }) => levelText(element, level) },
            { id: 'margin', header: t('margin'), cell: ({ margin }) => money(margin), isNumber: true },
            { id: 'cost', header: t('cost'), cell: ({ cost }) => money(cost), isNumber: true },
          ]}
        />
      )}
      <List size="sm" spacing={2}>
        {mix.benefit.map(({ segment, today, after }) => (
          <List.Item key={segment}>
            {t(after < today - 0.5 ? 'benefitFalls' : after > today + 0.5 ? 'benefitRises' : 'benefitStays', {
              segment: names.get(segment) ?? segment,
              today: formats.number(Math.round(today)),
              after: formats.number(Math.round(after)),
            })}
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}
