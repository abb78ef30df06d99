/** The day's dangers on top: promises likely to be broken, worst for the customer first, each with its cause and what can be done. */
import { Box, Group, SimpleGrid, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DANGER_CAUSES } from '../../../../contract/danger-causes.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useSayReason } from '../../lib/danger-text.ts'
import { useEveryRow } from '../../lib/every-row.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { bestWay } from './best-way.ts'
import { HarmMark } from './harm-mark.tsx'
import { AHEAD, type Danger, useDangerChanges, useDangerCounts, useDangers, useShownRemedies } from './use-dangers.ts'
import { useSayWay } from './way-text.ts'

const DangerDrawer = lazy(() => import('./danger-drawer.tsx'))

const FILTERS = ['q', 'level', 'cause', 'told', 'acted'] as const

export default function DangerPanel() {
  const { t } = useTranslation('risk')
  const [filters] = useAddress()
  const query = Object.fromEntries(FILTERS.map((name) => [name, filters[name]]))
  const dangers = useDangers(query)
  const everyRow = useEveryRow<Danger>('/at-risk', { ...query, ...AHEAD })
  const [open, setOpen] = useState<Danger | null>(null)
  useDangerChanges()
  const rows = dangers.data?.rows ?? []
  const columns = useDangerColumns(rows)
  const isFiltered = FILTERS.some((name) => filters[name])
  return (
    <Surface
      isFlush
      title={
        <Group gap={8} component="span" wrap="nowrap">
          <Icon name="warning" style={{ color: 'var(--sf-wrong)' }} />
          {t('title')}
        </Group>
      }
      note={t('note')}
    >
      <Counts />
      <Box px="md">
        <FilterBar names={FILTERS}>
          <SearchFilter label={t('search')} />
          <ChoiceFilter
            name="level"
            label={t('level.label')}
            choices={(['watch', 'act', 'tell'] as const).map((value) => ({ value, label: t(`level.${value}`) }))}
          />
          <ChoiceFilter
            name="cause"
            label={t('why')}
            choices={DANGER_CAUSES.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          <ChoiceFilter
            name="told"
            label={t('told')}
            width={150}
            choices={[
              { value: 'yes', label: t('isTold') },
              { value: 'no', label: t('notTold') },
            ]}
          />
          <ChoiceFilter
            name="acted"
            label={t('acted')}
            width={150}
            choices={[
              { value: 'yes', label: t('isActed') },
              { value: 'no', label: t('notActed') },
            ]}
          />
        </FilterBar>
      </Box>
      <Answer of={dangers} waiting={<RowsWaiting rows={4} />}>
        {({ total }) => (
          <RecordTable
            label={t('title')}
            name="at-risk"
            rows={rows}
            total={total}
            rowKey={(row) => `${row.order_id}/${row.line_number}`}
            columns={columns}
            everyRow={everyRow}
            isStale={dangers.isPlaceholderData}
            onOpen={setOpen}
            height="560px"
            empty={
              <Empty isSuccess={!isFiltered} title={t(isFiltered ? 'nothingFound' : 'empty')}>
                {t(isFiltered ? 'nothingFoundNote' : 'emptyNote')}
              </Empty>
            }
          />
        )}
      </Answer>
      {open && (
        <Suspense>
          <DangerDrawer
            danger={rows.find((row) => row.order_id === open.order_id && row.line_number === open.line_number) ?? open}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </Surface>
  )
}

function Counts() {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  const counts = useDangerCounts()
  const found = counts.data
  if (!found) return null
  const figures = [
    { label: t('level.tell'), value: formats.number(found.tell) },
    { label: t('level.act'), value: formats.number(found.act) },
    { label: t('level.watch'), value: formats.number(found.watch) },
    { label: t('overdue'), value: formats.number(found.overdue) },
    { label: t('foundByUs'), value: formats.number(found.found_by_us) },
    found.known > 0
      ? { label: t('cameTrue'), value: t('cameTrueOf', { late: found.came_true, known: found.known }) }
      : { label: t('toldByCustomer'), value: formats.number(found.told_by_customer) },
  ]
  return (
    <SimpleGrid cols={{ base: 2, xs: 3, lg: 6 }} spacing="md" verticalSpacing="xs" px="md" pb="sm">
      {figures.map(({ label, value }) => (
        <div key={label}>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Text fw={650} fz="lg">
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}

/** Of so many of the worst the best way out is reckoned without being asked. */
const WORST = 8

function BestWay({ danger, isWorst }: { danger: Danger; isWorst: boolean }) {
  const { t } = useTranslation('risk')
  const sayWay = useSayWay()
  const mayAct = mayDo(useSession(), 'promises.write')
  const remedies = useShownRemedies(danger, isWorst && mayAct)
  const best = bestWay(remedies.data?.remedies ?? [])
  if (!best)
    return (
      <Text span size="sm" c="dimmed">
        {remedies.isFetching ? '…' : t('openToSee')}
      </Text>
    )
  const words = sayWay(best, danger.estimate?.on ?? null)
  const facts = best.keeps_promise && best.kind !== 'tell' ? [t('keeps'), words.at(-1)] : words
  return (
    <span>
      {t(`remedy.${best.kind}`)}{' '}
      <Text span size="sm" c="dimmed">
        {facts.join(' · ')}
      </Text>
    </span>
  )
}

function useDangerColumns(rows: readonly Danger[]): Column<Danger>[] {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  const say = useSayReason()
  return [
    {
      id: 'customer',
      header: t('customer'),
      isTitle: true,
      isWrapped: true,
      cell: (row) => (
        <span>
          <b>{row.customer_name}</b>{' '}
          <Text span size="sm" c="dimmed">
            {row.product_name ?? row.product_id} · {row.order_id}
          </Text>
        </span>
      ),
      text: (row) => row.customer_name,
    },
    {
      id: 'why',
      header: t('why'),
      isWrapped: true,
      cell: (row) => row.reasons[0] && say(row.reasons[0]),
      text: (row) => row.reasons.map(say).join('; '),
    },
    { id: 'promised', header: t('promised'), cell: (row) => formats.date(row.to_date), text: (row) => row.to_date },
    {
      id: 'way',
      header: t('bestWay'),
      isWrapped: true,
      cell: (row) => <BestWay danger={row} isWorst={rows.indexOf(row) < WORST} />,
      text: () => null,
    },
    {
      id: 'expected',
      header: t('expected'),
      isHiddenAtFirst: true,
      cell: (row) => (row.estimate ? formats.date(row.estimate.on) : t('notInSight')),
      text: (row) => row.estimate?.on ?? null,
    },
    {
      id: 'harm',
      header: t('harm'),
      cell: (row) => <HarmMark danger={row} />,
      text: (row) => row.harm,
    },
    {
      id: 'chance',
      header: t('chance'),
      isNumber: true,
      cell: (row) => formats.percent(row.chance),
      text: (row) => row.chance,
    },
    {
      id: 'deadline',
      header: t('deadline'),
      // Wide, and told in the panel: the state must be seen without moving the table.
      isHiddenAtFirst: true,
      cell: (row) => row.deadline_at && formats.instant(row.deadline_at),
      text: (row) => row.deadline_at,
    },
    { id: 'state', header: t('state'), cell: (row) => stateOf(row, t), text: (row) => stateOf(row, t) },
    {
      id: 'order',
      header: t('order'),
      isHiddenAtFirst: true,
      cell: (row) => `${row.order_id} / ${row.line_number}`,
      text: (row) => `${row.order_id}/${row.line_number}`,
    },
    {
      id: 'value',
      header: t('value'),
      isHiddenAtFirst: true,
      isNumber: true,
      cell: (row) => row.value_minor !== null && row.currency && formats.money(row.value_minor, row.currency),
      text: (row) => row.value_minor,
    },
  ]
}

function stateOf({ trouble, told_at }: Danger, t: (key: string) => string): string {
  if (trouble?.is_emergency) return t('emergency')
  if (trouble?.choice) return t(`choice.${trouble.choice}`)
  if (trouble?.remedy) return t(`remedy.${trouble.remedy}`)
  if (trouble) return t('isTaken')
  return t(told_at ? 'isTold' : 'notActed')
}
