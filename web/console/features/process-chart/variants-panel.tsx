/** The different ways cases went, the commonest first. */
import { Anchor, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DiscoveredMap } from '../../../../contract/process-chart.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useNames } from './names.ts'

const SHOWN_ON_A_PHONE = 4

export function VariantsPanel({ found }: { found: DiscoveredMap }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const { variants, cases, seen_through } = found
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const shown = isPhone ? variants.rows.slice(0, SHOWN_ON_A_PHONE) : variants.rows
  const orderOf = (example: string) => (seen_through === 'order' ? example : example.replace(/\/\d+$/, ''))
  return (
    <Surface
      title={t('variants')}
      note={t('variantsNote', { shown: formats.number(shown.length), all: formats.number(variants.count) })}
      style={{ marginBottom: 12 }}
    >
      <PlainTable
        label={t('variants')}
        rows={shown}
        rowKey={({ activities }) => activities.join('>')}
        columns={[
          {
            id: 'way',
            header: t('way'),
            isTitle: true,
            cell: ({ activities }) => (
              <Text size="sm" fw={400}>
                {activities.map(names.activity).join(' → ')}
              </Text>
            ),
          },
          {
            id: 'cases',
            header: t(`cases_of.${seen_through}`),
            isNumber: true,
            cell: (row) => formats.number(row.cases),
          },
          { id: 'share', header: t('share'), isNumber: true, cell: (row) => formats.percent(row.cases / cases, 1) },
          {
            id: 'example',
            header: t('example'),
            cell: ({ example }) =>
              ['line', 'order', 'promise'].includes(seen_through) ? (
                <Anchor
                  component={Link}
                  size="sm"
                  underline="always"
                  to={`/orders/${encodeURIComponent(orderOf(example))}`}
                >
                  {example}
                </Anchor>
              ) : (
                example
              ),
          },
        ]}
      />
    </Surface>
  )
}
