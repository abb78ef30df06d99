/** What customers bring beside what serving them costs: whom to protect, to serve more simply, to develop, to price anew. */
import { Anchor, Drawer, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ServedCustomer, ServingCosts } from '../../../../contract/costs.ts'
import { useAddress } from '../../../ui/address.ts'
import { DaysFilter } from '../../../ui/days-filter.tsx'
import { Figure } from '../../../ui/figure.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { currencyExponent } from '../../../ui/format/currency.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { CostParts } from '../../lib/cost-parts.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { Standing } from '../../lib/standing.tsx'
import { useFound } from '../../lib/use-found.ts'
import { ServedPicture } from './served-picture.tsx'
import { useServing } from './use-serving.ts'

const QUADRANTS = ['protect', 'streamline', 'develop', 're_price'] as const
const CLASSES = ['A', 'B', 'C'] as const

export default function ServingCostsScreen() {
  const { t } = useTranslation(['costs', 'shell', 'records', 'field'])
  const formats = useFormats()
  const serving = useServing()
  const found = serving.data
  const segments = (found?.segments ?? []).flatMap(({ segment_id, name }) =>
    segment_id ? [{ value: segment_id, label: name ?? segment_id }] : [],
  )
  return (
    <>
      <SectionTabs of="costs" />
      <PageHead
        title={t('shell:screen.serving-costs')}
        program={t('shell:program')}
        lead={found?.currency ? t('leadOf', { from: formats.date(found.from), to: formats.date(found.to) }) : t('lead')}
      />
      <FilterBar names={['q', 'segment_id', 'quadrant', 'abc', 'currency', 'from', 'to']}>
        <SearchFilter label={t('records:search')} />
        <ChoiceFilter name="segment_id" label={t('field:segment_id')} choices={segments} />
        <ChoiceFilter
          name="quadrant"
          label={t('place')}
          choices={QUADRANTS.map((value) => ({ value, label: t(`quadrant.${value}`) }))}
          width={160}
        />
        <ChoiceFilter
          name="abc"
          label={t('class')}
          choices={CLASSES.map((value) => ({ value, label: value }))}
          width={110}
        />
        {(found?.currencies.length ?? 0) > 1 && (
          <ChoiceFilter
            name="currency"
            label={found?.currency ?? t('field:currency')}
            choices={found!.currencies.map(({ currency }) => ({ value: currency, label: currency }))}
            width={110}
          />
        )}
        <DaysFilter label={t('period')} from="from" to="to" />
      </FilterBar>
      <Answer of={serving}>{(answer) => <Served found={answer} />}</Answer>
    </>
  )
}

function Served({ found }: { found: ServingCosts }) {
  const { t } = useTranslation(['costs', 'field', 'ui'])
  const [filters, change] = useAddress()
  const named = useFound(found.rows, (row) => [row.customer_id, row.name, row.segment_name])
  const rows = named.filter(
    (row) =>
      (!filters.segment_id || row.segment_id === filters.segment_id) &&
      (!filters.quadrant || row.quadrant === filters.quadrant) &&
      (!filters.abc || row.abc === filters.abc),
  )
  const open = found.rows.find(({ customer_id }) => customer_id === filters.open)
  if (!found.currency)
    return (
      <Surface isFlush>
        <Empty icon="bill" title={t('none')}>
          {t('noneAdvice')}
        </Empty>
      </Surface>
    )
  return (
    <Stack gap="md">
      <Totals found={found} />
      {found.middle && (
        <Surface title={t('picture')} note={t('pictureNote')}>
          <ServedPicture found={found} rows={rows} />
        </Surface>
      )}
      <List found={found} rows={rows} onOpen={(row) => change({ open: row.customer_id })} />
      <Segments found={found} />
      <Drawer
        opened={open !== undefined}
        onClose={() => change({ open: undefined })}
        position="right"
        size="lg"
        title={open?.name}
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {open && (
          <Stack gap="md">
            <Anchor component={Link} to={`/customers/${encodeURIComponent(open.customer_id)}`} size="sm">
              {t('toCustomer')}
            </Anchor>
            <Standing served={open} found={found} />
            <CostParts parts={open.parts} currency={found.currency} />
          </Stack>
        )}
      </Drawer>
    </Stack>
  )
}

function Totals({ found: { total, currency } }: { found: ServingCosts }) {
  const { t } = useTranslation('costs')
  const formats = useFormats()
  const money = (minor: number) => formats.money(minor, currency!)
  const figures = [
    ['value', total.value_minor],
    ['margin', total.margin_minor],
    ['serving', total.serving_minor],
    ['net', total.margin_minor - total.serving_minor],
  ] as const
  const without = total.parts.filter(({ without_rate }) => without_rate > 0).map(({ part }) => t(`driver.${part}`))
  return (
    <Surface>
      <Group gap="xl" align="flex-start" wrap="wrap">
        {figures.map(([name, minor]) => (
          <div key={name}>
            <Text size="sm" c="dimmed">
              {t(name)}
            </Text>
            <Figure
              value={money(minor)}
              label={t(name)}
              size="large"
              rule={{
                title: t(name),
                definition: t(`rule.${name}`),
                exclusions: [
                  { label: t('unbilled'), count: total.unbilled },
                  { label: t('goodsUnknown'), count: total.goods_unknown },
                ],
              }}
            />
          </div>
        ))}
      </Group>
      <Stack gap={2} mt="sm">
        {total.goods_unknown > 0 && (
          <Text size="sm" c="dimmed">
            {t('goodsUnknownNote', { count: total.goods_unknown, value: money(total.value_unknown_minor) })}{' '}
            <Anchor component={Link} to="/costs/goods" size="sm" underline="always">
              {t('toGoods')}
            </Anchor>
          </Text>
        )}
        {without.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('withoutRates', { drivers: without.join(', ') })}{' '}
            <Anchor component={Link} to="/costs/rates" size="sm" underline="always">
              {t('toRates')}
            </Anchor>
          </Text>
        )}
      </Stack>
    </Surface>
  )
}

type ListProps = { found: ServingCosts; rows: readonly ServedCustomer[]; onOpen: (row: ServedCustomer) => void }

function List({ found, rows, onOpen }: ListProps) {
  const { t } = useTranslation(['costs', 'field', 'records'])
  const formats = useFormats()
  const everyRow = useTheseRows(rows)
  const currency = found.currency!
  const money = (id: 'value' | 'margin' | 'serving' | 'net', minor: (row: ServedCustomer) => number) => ({
    id,
    header: t(id),
    cell: (row: ServedCustomer) => formats.money(minor(row), currency),
    text: (row: ServedCustomer) => minor(row) / 10 ** currencyExponent(currency),
    isNumber: true,
  })
  const share = (row: ServedCustomer) => (row.value_minor > 0 ? row.serving_minor / row.value_minor : null)
  return (
    <Surface isFlush>
      <RecordTable
        label={t('customers')}
        name="serving-costs"
        rows={rows}
        rowKey={(row) => row.customer_id}
        everyRow={everyRow}
        onOpen={onOpen}
        columns={[
          { id: 'name', header: t('field:customer'), cell: (row) => row.name, isTitle: true },
          { id: 'customer_id', header: t('field:customer_id'), cell: (row) => row.customer_id, isHiddenAtFirst: true },
          { id: 'segment', header: t('field:segment_id'), cell: (row) => row.segment_name },
          {
            id: 'orders',
            header: t('orders'),
            cell: (row) => formats.number(row.orders),
            isNumber: true,
            isHiddenAtFirst: true,
          },
          money('value', (row) => row.value_minor),
          money('margin', (row) => row.margin_minor),
          money('serving', (row) => row.serving_minor),
          {
            id: 'share',
            header: t('share'),
            cell: (row) => formats.percent(share(row)),
            text: share,
            isNumber: true,
          },
          money('net', (row) => row.net_minor),
          { id: 'abc', header: t('class'), cell: (row) => row.abc },
          {
            id: 'quadrant',
            header: t('place'),
            cell: (row) => row.quadrant && t(`quadrant.${row.quadrant}`),
          },
        ]}
        empty={
          <Empty icon="search" title={t('records:nothingFound')}>
            {t('records:nothingFoundAdvice')}
          </Empty>
        }
      />
    </Surface>
  )
}

function Segments({ found }: { found: ServingCosts }) {
  const { t } = useTranslation(['costs', 'field'])
  const formats = useFormats()
  const money = (minor: number) => formats.money(minor, found.currency!)
  // Sums of many customers: cents would only take their room.
  const sum = (minor: number) => formats.estimate(minor / 10 ** currencyExponent(found.currency!), found.currency!)
  return (
    <Surface title={t('segments')} note={t('segmentsNote')}>
      <PlainTable
        label={t('segments')}
        rows={found.segments}
        rowKey={(row) => row.segment_id ?? ''}
        columns={[
          { id: 'name', header: t('field:segment_id'), cell: (row) => row.name ?? t('noSegment'), isTitle: true },
          { id: 'customers', header: t('customers'), cell: (row) => formats.number(row.customers), isNumber: true },
          { id: 'orders', header: t('orders'), cell: (row) => formats.number(row.orders), isNumber: true },
          { id: 'value', header: t('value'), cell: (row) => sum(row.value_minor), isNumber: true },
          { id: 'margin', header: t('margin'), cell: (row) => sum(row.margin_minor), isNumber: true },
          { id: 'serving', header: t('serving'), cell: (row) => sum(row.serving_minor), isNumber: true },
          {
            id: 'order',
            header: t('perOrder'),
            cell: (row) => (row.orders ? money(Math.round(row.serving_minor / row.orders)) : null),
            isNumber: true,
          },
          { id: 'net', header: t('net'), cell: (row) => sum(row.net_minor), isNumber: true },
        ]}
      />
    </Surface>
  )
}
