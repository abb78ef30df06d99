/** Which goods come undamaged, by what carried, packed or held them. */
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { INTACT_BY, IntactQuery, type IntactRate } from '../../../../contract/claims.ts'
import { useAddress } from '../../../ui/address.ts'
import { Figure } from '../../../ui/figure.tsx'
import { ChoiceFilter, FilterBar } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { addressOf } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { IntactLines } from './intact-lines.tsx'
import { useIntact } from './use-claims.ts'

export default function IntactScreen() {
  const { t } = useTranslation(['claims', 'shell'])
  const [filters] = useAddress()
  const asked = IntactQuery.shape.by.safeParse(filters.by)
  const by = asked.success ? asked.data : 'carrier'
  const intact = useIntact(by)
  return (
    <>
      <PageHead title={t('shell:screen.intact-goods')} program={t('shell:program')} lead={t('intact.lead')} />
      <SectionTabs of="desk" />
      <FilterBar names={['by', 'member', 'outcome']}>
        <ChoiceFilter
          name="by"
          label={t('intact.by')}
          choices={INTACT_BY.map((value) => ({ value, label: t(`intact.members.${value}`) }))}
        />
      </FilterBar>
      <Stack gap="md">
        <Answer of={intact}>{(found) => <Rates found={found} />}</Answer>
        {filters.member && <IntactLines by={by} member={filters.member} outcome={filters.outcome} />}
      </Stack>
    </>
  )
}

function Rates({ found }: { found: IntactRate }) {
  const { t } = useTranslation('claims')
  const formats = useFormats()
  if (found.rows.length === 0)
    return (
      <Surface isFlush>
        <Empty icon="truck" title={t('intact.none')}>
          {t('intact.noneNote')}
        </Empty>
      </Surface>
    )
  const share = (row: IntactRate['rows'][number]) => (row.known ? row.intact / row.known : null)
  return (
    <Surface
      title={t(`intact.members.${found.by}`)}
      note={t('intact.period', { from: formats.date(found.from), to: formats.date(found.to) })}
    >
      <PlainTable
        label={t('intact.by')}
        rows={found.rows}
        rowKey={(row) => row.member}
        columns={[
          {
            id: 'member',
            header: t(`intact.members.${found.by}`),
            cell: (row) => row.name ?? row.member,
            isTitle: true,
          },
          {
            id: 'rate',
            header: t('intact.rate'),
            isNumber: true,
            cell: (row) => (
              <Figure
                value={formats.percent(share(row))}
                label={row.name ?? row.member}
                isFaint={row.known < FEW_CASES}
                rule={{
                  title: t('intact.rate'),
                  definition: t('intact.rule'),
                  numerator: { label: t('intact.intact'), count: row.intact },
                  denominator: { label: t('intact.known'), count: row.known },
                  exclusions: [{ label: t('intact.unknown'), count: row.unknown }],
                  linesTo: addressOf('/intact-goods', { by: found.by, member: row.member }),
                  ...(row.low !== null && row.high !== null && { interval: { low: row.low, high: row.high } }),
                }}
              />
            ),
          },
          {
            id: 'bar',
            header: t('intact.interval'),
            cell: (row) =>
              row.low === null || row.high === null
                ? null
                : `${formats.percent(row.low)} – ${formats.percent(row.high)}`,
          },
          { id: 'known', header: t('intact.known'), cell: (row) => formats.number(row.known), isNumber: true },
          { id: 'unknown', header: t('intact.unknown'), cell: (row) => formats.number(row.unknown), isNumber: true },
        ]}
      />
    </Surface>
  )
}
