/** The day's dangers on top: promises likely to be broken, worst for the customer first, each with its cause and what can be done. */
import { Box, Group, SimpleGrid, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DANGER_CAUSES } from '../../../../contract/danger-causes.ts'
import { useAddress } from '../../../ui/address.ts'
import type { EveryRow } from '../../../ui/download-rows.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { Query } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { saidReasons, useSayReason } from '../../lib/danger-text.ts'
import { useEveryRow } from '../../lib/every-row.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { bestWay } from './best-way.ts'
import { HarmMark } from './harm-mark.tsx'
import {
  AHEAD,
  type Danger,
  type DangerOrder,
  useDangerChanges,
  useDangerCounts,
  useDangers,
  useShownRemedies,
} from './use-dangers.ts'
import { useSayWay } from './way-text.ts'

const DangerDrawer = lazy(() => import('./danger-drawer.tsx'))

const FILTERS = ['q', 'level', 'cause', 'told', 'acted'] as const

export default function DangerPanel() {
  const { t } = useTranslation('risk')
  const [filters] = useAddress()
  const query = Object.fromEntries(FILTERS.map((name) => [name, filters[name]]))
  const dangers = useDangers(query)
  const everyRow = useEveryLine(query)
  const [open, setOpen] = useState<DangerOrder | null>(null)
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
        {({ total, lines }) => (
          <>
            {lines > total && (
              <Text size="sm" c="dimmed" px="md">
                {t('linesInOrders', { count: lines })}
              </Text>
            )}
            <RecordTable
              label={t('title')}
              name="at-risk"
              rows={rows}
              total={total}
              rowKey={keyOf}
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
          </>
        )}
      </Answer>
      {open && (
        <Suspense>
          <DangerDrawer
            lines={(rows.find((row) => keyOf(row) === keyOf(open)) ?? open).lines}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
    </Surface>
  )
}

const keyOf = ({ order_id, cause, lines }: DangerOrder) =>
  `${order_id} ${cause} ${lines.length === 1 ? lines[0]?.line_number : ''}`
const asOrder = (line: Danger): DangerOrder => ({
  order_id: line.order_id,
  cause: line.reasons[0]?.code ?? null,
  harm: line.harm,
  lines: [line],
})

/** A file holds a row for each line. */
function useEveryLine(query: Query): EveryRow<DangerOrder> | undefined {
  const every = useEveryRow<Danger>('/at-risk', { ...query, ...AHEAD })
  if (!every) return undefined
  return async function* (signal) {
    for await (const page of every(signal)) yield page.map(asOrder)
  }
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

/** Of several lines that of the worst, and that each has its own. */
function BestWay({ lines, isWorst }: { lines: readonly Danger[]; isWorst: boolean }) {
  const { t } = useTranslation('risk')
  const sayWay = useSayWay()
  const mayAct = mayDo(useSession(), 'promises.write')
  const danger = lines[0]!
  const remedies = useShownRemedies(danger, isWorst && mayAct)
  const best = bestWay(remedies.data?.remedies ?? [])
  if (!best)
    return (
      <Text span size="sm" c="dimmed">
        {remedies.isFetching ? '…' : t('openToSee')}
      </Text>
    )
  const words = sayWay(best, { promised: danger.to_date, expected: danger.estimate?.on ?? null })
  const facts = best.keeps_promise && best.kind !== 'tell' ? [t('keeps'), words.at(-1)] : words
  return (
    <span>
      {lines.length > 1 && (
        <Text span size="sm" c="dimmed">
          {t('ofWorst', { product: danger.product_name ?? danger.product_id })}{' '}
        </Text>
      )}
      {t(`remedy.${best.kind}`)}{' '}
      <Text span size="sm" c="dimmed">
        {[...facts, lines.length > 1 && t('othersInside', { count: lines.length - 1 })].filter(Boolean).join(' · ')}
      </Text>
    </span>
  )
}

const NAMED = 3

/** One value for all, or the first and the last. */
const spanOf = (values: readonly string[]): [string, string] | null => {
  const sorted = [...new Set(values)].toSorted()
  return sorted.length === 0 ? null : [sorted[0]!, sorted.at(-1)!]
}

function useDangerColumns(rows: readonly DangerOrder[]): Column<DangerOrder>[] {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  const say = useSayReason()
  const goods = ({ lines }: DangerOrder) => {
    const names = lines.map(({ product_name, product_id }) => product_name ?? product_id)
    const more = names.length - NAMED
    return [...names.slice(0, NAMED), ...(more > 0 ? [t('moreLines', { count: more })] : [])].join(', ')
  }
  const days = (values: readonly string[]) => {
    const span = spanOf(values)
    return span && [...new Set(span)].map((day) => formats.date(day)).join(' – ')
  }
  const why = ({ lines }: DangerOrder) => [
    ...new Set(lines.flatMap(({ reasons }) => saidReasons(reasons).slice(0, 1).map(say))),
  ]
  const soonest = ({ lines }: DangerOrder) => spanOf(lines.flatMap(({ deadline_at }) => deadline_at ?? []))?.[0] ?? null
  const sumOf = ({ lines }: DangerOrder) => {
    const known = lines.filter(({ value_minor, currency }) => value_minor !== null && currency === lines[0]!.currency)
    return known.length === lines.length ? known.reduce((sum, line) => sum + line.value_minor!, 0) : null
  }
  const states = ({ lines }: DangerOrder) => [...new Set(lines.map((line) => stateOf(line, t)))].join(', ')
  return [
    {
      id: 'customer',
      header: t('customer'),
      isTitle: true,
      isWrapped: true,
      cell: (row) => (
        <span>
          <b>{row.lines[0]!.customer_name}</b>{' '}
          <Text span size="sm" c="dimmed">
            {row.lines.length > 1
              ? `${row.order_id} · ${t('linesInside', { count: row.lines.length })}: ${goods(row)}`
              : `${goods(row)} · ${row.order_id}`}
          </Text>
        </span>
      ),
      text: (row) => row.lines[0]!.customer_name,
    },
    {
      id: 'product',
      header: t('product'),
      isHiddenAtFirst: true,
      cell: goods,
      text: goods,
    },
    {
      id: 'why',
      header: t('why'),
      isWrapped: true,
      cell: (row) => why(row).join('; '),
      text: ({ lines }) => lines.flatMap(({ reasons }) => saidReasons(reasons).map(say)).join('; '),
    },
    {
      id: 'promised',
      header: t('promised'),
      cell: ({ lines }) => days(lines.map(({ to_date }) => to_date)),
      text: ({ lines }) => lines[0]!.to_date,
    },
    {
      id: 'way',
      header: t('bestWay'),
      isWrapped: true,
      cell: (row) => <BestWay lines={row.lines} isWorst={rows.indexOf(row) < WORST} />,
      text: () => null,
    },
    {
      id: 'expected',
      header: t('expected'),
      isHiddenAtFirst: true,
      cell: ({ lines }) => days(lines.flatMap(({ estimate }) => estimate?.on ?? [])) ?? t('notInSight'),
      text: ({ lines }) => lines[0]!.estimate?.on ?? null,
    },
    {
      id: 'harm',
      header: t('harm'),
      cell: ({ lines }) => <HarmMark lines={lines} />,
      text: (row) => row.harm,
    },
    {
      id: 'chance',
      header: t('chance'),
      isNumber: true,
      // Of several lines that of the one most likely late.
      cell: ({ lines }) => formats.percent(Math.max(...lines.map(({ chance }) => chance))),
      text: ({ lines }) => lines[0]!.chance,
    },
    {
      id: 'deadline',
      header: t('deadline'),
      // Wide, and told in the panel: the state must be seen without moving the table.
      isHiddenAtFirst: true,
      cell: (row) => soonest(row) && formats.instant(soonest(row)!),
      text: soonest,
    },
    { id: 'state', header: t('state'), cell: states, text: states },
    {
      id: 'order',
      header: t('order'),
      isHiddenAtFirst: true,
      cell: ({ order_id, lines }) => `${order_id} / ${lines.map(({ line_number }) => line_number).join(', ')}`,
      text: ({ order_id, lines }) => `${order_id}/${lines[0]!.line_number}`,
    },
    {
      id: 'value',
      header: t('value'),
      isHiddenAtFirst: true,
      isNumber: true,
      cell: (row) =>
        sumOf(row) !== null && row.lines[0]!.currency && formats.money(sumOf(row)!, row.lines[0]!.currency),
      text: sumOf,
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
