/** Every customer with what it buys, brings, costs and weighs, the segment it is in, and the one the rules give it. */
import { Anchor, Button, Drawer, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SegmentPlace, SegmentPlaces } from '../../../../contract/segment-rules.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { currencyExponent } from '../../../ui/format/currency.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useElements } from '../../lib/elements.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { WhySegment } from '../../lib/segments/why-segment.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useFound } from '../../lib/use-found.ts'
import { MoveDialog } from './move-dialog.tsx'

const QUADRANTS = ['protect', 'streamline', 'develop', 're_price'] as const
const CLASSES = ['A', 'B', 'C'] as const
const RULED = ['move', 'agrees', 'tie', 'none', 'unknown'] as const

const ruledOf = ({ by_rules, segment_id }: SegmentPlace): (typeof RULED)[number] =>
  by_rules.segment_id === null
    ? (by_rules.decided as 'tie' | 'none' | 'unknown')
    : by_rules.segment_id === segment_id
      ? 'agrees'
      : 'move'

export default function SegmentPlacesScreen() {
  const { t } = useTranslation(['segments', 'shell', 'field', 'costs', 'records'])
  const places = useQuery({
    queryKey: ['segment-places'],
    queryFn: ({ signal }) => call<SegmentPlaces>('/api/v1/segment-places', { signal }),
  })
  const segments = new Map(
    (places.data?.rows ?? []).flatMap(({ segment_id, segment_name }) =>
      segment_id ? [[segment_id, segment_name ?? segment_id]] : [],
    ),
  )
  return (
    <>
      <SectionTabs of="segments" />
      <PageHead title={t('shell:screen.segment-places')} program={t('shell:program')} lead={t('placesLead')} />
      <FilterBar names={['q', 'segment_id', 'ruled', 'abc', 'quadrant']}>
        <SearchFilter label={t('records:search')} />
        <ChoiceFilter
          name="segment_id"
          label={t('field:segment_id')}
          choices={[...segments].map(([value, label]) => ({ value, label }))}
        />
        <ChoiceFilter
          name="ruled"
          label={t('byRules')}
          choices={RULED.map((value) => ({ value, label: t(`ruled.${value}`) }))}
          width={200}
        />
        <ChoiceFilter
          name="abc"
          label={t('costs:class')}
          choices={CLASSES.map((value) => ({ value, label: value }))}
          width={110}
        />
        <ChoiceFilter
          name="quadrant"
          label={t('costs:place')}
          choices={QUADRANTS.map((value) => ({ value, label: t(`costs:quadrant.${value}`) }))}
          width={160}
        />
      </FilterBar>
      <Answer of={places}>{(found) => <Places found={found} />}</Answer>
    </>
  )
}

function Places({ found }: { found: SegmentPlaces }) {
  const { t } = useTranslation(['segments', 'field', 'costs', 'records', 'ui'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const session = useSession()
  const [filters, change] = useAddress()
  const [isMoving, setMoving] = useState(false)
  const named = useFound(found.rows, (row) => [row.customer_id, row.name, row.segment_name])
  const rows = named.filter(
    (row) =>
      (!filters.segment_id || row.segment_id === filters.segment_id) &&
      (!filters.ruled || ruledOf(row) === filters.ruled) &&
      (!filters.abc || row.margin_class === filters.abc) &&
      (!filters.quadrant || row.quadrant === filters.quadrant),
  )
  const everyRow = useTheseRows(rows)
  const movable = rows.filter((row) => ruledOf(row) === 'move' && !row.planned)
  const open = found.rows.find(({ customer_id }) => customer_id === filters.open)
  const ruled = (row: SegmentPlace) =>
    ruledOf(row) === 'move' ? t('wouldMove', { name: row.by_rules.segment_name }) : t(`ruled.${ruledOf(row)}`)
  const rfm = (row: SegmentPlace) =>
    row.recency === null ? null : `${row.recency} · ${row.frequency} · ${row.margin_score}`
  const needs = (row: SegmentPlace) => row.needs.map(({ element_id }) => nameOf(element_id)).join(', ')
  return (
    <Stack gap="md">
      <Surface
        title={found.rules === 0 ? t('noRulesTitle') : t('proposedTitle', { n: movable.length })}
        note={found.rules === 0 ? t('noRulesNote') : t('proposedNote')}
        actions={
          found.rules === 0 ? (
            <Button component={Link} to="/segments/rules" size="compact-sm" variant="default">
              {t('toRules')}
            </Button>
          ) : (
            mayDo(session, 'standards.write') &&
            movable.length > 0 && (
              <Button size="compact-sm" onClick={() => setMoving(true)}>
                {t('moveThese')}
              </Button>
            )
          )
        }
      >
        {null}
      </Surface>
      <Surface isFlush>
        <RecordTable<SegmentPlace>
          label={t('customers')}
          name="segment-places"
          rows={rows}
          rowKey={(row) => row.customer_id}
          everyRow={everyRow}
          onOpen={(row) => change({ open: row.customer_id })}
          columns={[
            { id: 'name', header: t('field:customer'), cell: (row) => row.name, isTitle: true },
            {
              id: 'customer_id',
              header: t('field:customer_id'),
              cell: (row) => row.customer_id,
              isHiddenAtFirst: true,
            },
            { id: 'segment', header: t('field:segment_id'), cell: (row) => row.segment_name },
            {
              id: 'since',
              header: t('since'),
              cell: (row) => row.since && formats.date(row.since),
              text: (row) => row.since,
              isHiddenAtFirst: true,
            },
            { id: 'ruled', header: t('byRules'), cell: ruled, text: ruled },
            { id: 'abc', header: t('costs:class'), cell: (row) => row.margin_class },
            { id: 'rfm', header: t('rfm'), cell: rfm, text: rfm },
            {
              id: 'quadrant',
              header: t('costs:place'),
              cell: (row) => row.quadrant && t(`costs:quadrant.${row.quadrant}`),
            },
            { id: 'needs', header: t('firstNeeds'), cell: needs, text: needs },
            { id: 'people', header: t('people'), cell: (row) => row.people, isNumber: true, isHiddenAtFirst: true },
            {
              id: 'orders',
              header: t('costs:orders'),
              cell: (row) => formats.number(row.orders),
              text: (row) => row.orders,
              isNumber: true,
            },
            {
              id: 'value',
              header: t('costs:value'),
              cell: (row) => row.currency && row.value_minor !== null && formats.money(row.value_minor, row.currency),
              text: (row) =>
                row.currency && row.value_minor !== null
                  ? row.value_minor / 10 ** currencyExponent(row.currency)
                  : null,
              isNumber: true,
            },
            {
              id: 'serving',
              header: t('costs:share'),
              cell: (row) => row.serving_percent !== null && formats.percent(row.serving_percent / 100),
              text: (row) => row.serving_percent,
              isNumber: true,
              isHiddenAtFirst: true,
            },
          ]}
          empty={
            <Empty icon="search" title={t('records:nothingFound')}>
              {t('records:nothingFoundAdvice')}
            </Empty>
          }
        />
      </Surface>
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
              {t('costs:toCustomer')}
            </Anchor>
            <WhySegment customerId={open.customer_id} />
            {ruledOf(open) === 'move' && open.proposed_since && (
              <Text size="sm" c="dimmed">
                {t('proposedSince', { day: formats.date(open.proposed_since) })}
              </Text>
            )}
          </Stack>
        )}
      </Drawer>
      {isMoving && <MoveDialog rows={movable} onClose={() => setMoving(false)} />}
    </Stack>
  )
}
