/** Early warnings: what will run out or lie in surplus, why, and the step that sets it right, one press away. */
import { Box, Button, Drawer, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { CheckedPromises } from '../../../../contract/proposals.ts'
import type { StockFix, StockWarning, StockWarnings } from '../../../../contract/stock-views.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import SeasonsToPrepare from '../../lib/seasons-to-prepare.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useFound } from '../../lib/use-found.ts'

const KINDS = ['short', 'stock_out', 'surplus'] as const
type Answered = z.infer<typeof StockWarnings>

export default function WarningsScreen() {
  const { t } = useTranslation(['warnings', 'shell', 'records', 'field'])
  const formats = useFormats()
  const [filters] = useAddress()
  const asked = { kind: filters.kind, location_id: filters.location_id }
  const warnings = useQuery({
    queryKey: ['stock', 'warnings', asked],
    queryFn: ({ signal }) => call<Answered>('/api/v1/stock/warnings', { query: { ...asked, limit: 500 }, signal }),
  })
  const counts = warnings.data?.counts
  const lead = counts && {
    short: formats.number(counts.short),
    out: formats.number(counts.stock_out),
    surplus: formats.number(counts.surplus),
  }
  return (
    <>
      <PageHead
        title={t('shell:screen.warnings')}
        program={t('shell:program')}
        lead={lead ? `${t('lead')} ${t('counts', lead)}.` : t('lead')}
      />
      <Box mb="md">
        <SeasonsToPrepare />
      </Box>
      <FilterBar names={['q', 'kind', 'location_id']}>
        <SearchFilter label={t('records:search')} />
        <ChoiceFilter
          name="kind"
          label={t('kind.label')}
          choices={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <LookupFilter
          name="location_id"
          label={t('field:site_id')}
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
        />
      </FilterBar>
      <Surface isFlush>
        <Answer of={warnings} waiting={<RowsWaiting />}>
          {({ rows }) => <Rows rows={rows} />}
        </Answer>
      </Surface>
    </>
  )
}

function Rows({ rows }: { rows: readonly StockWarning[] }) {
  const { t } = useTranslation(['warnings', 'shell'])
  const found = useFound(rows, (row) => [row.product_id, row.product_name, row.location_name])
  const everyRow = useTheseRows(found)
  const [open, setOpen] = useState<StockWarning | null>(null)
  return (
    <>
      <RecordTable
        label={t('shell:screen.warnings')}
        name="stock-warnings"
        rows={found}
        rowKey={(row) => `${row.product_id}@${row.location_id}`}
        everyRow={everyRow}
        columns={useColumns()}
        onOpen={setOpen}
        empty={
          <Empty isSuccess title={t('empty')}>
            {t('emptyNote')}
          </Empty>
        }
      />
      {open && <Fixes warning={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function useColumns(): Column<StockWarning>[] {
  const { t } = useTranslation(['warnings', 'field'])
  const formats = useFormats()
  const say = useSayFix()
  const number = (id: keyof StockWarning & string, header: string, isHiddenAtFirst = false): Column<StockWarning> => ({
    id,
    header,
    isNumber: true,
    isHiddenAtFirst,
    cell: (row) => row[id] !== null && formats.number(Number(row[id]), { min: 0, max: 1 }),
    text: (row) => (row[id] === null ? null : Number(row[id])),
  })
  return [
    {
      id: 'product',
      header: t('field:product_id'),
      isTitle: true,
      cell: (row) => `${row.product_name} · ${row.product_id}`,
      text: (row) => row.product_id,
    },
    { id: 'kind', header: t('kind.label'), cell: (row) => t(`kind.${row.kind}`), text: (row) => row.kind },
    { id: 'on', header: t('on'), cell: (row) => row.on && formats.date(row.on), text: (row) => row.on },
    number('quantity', t('quantity')),
    number('days_of_cover', t('cover')),
    { id: 'site', header: t('field:site_id'), cell: (row) => row.location_name, text: (row) => row.location_id },
    {
      id: 'fix',
      header: t('fixes'),
      cell: (row) => row.fixes[0] && say(row.fixes[0]),
      text: (row) => row.fixes.map(say).join('; '),
      width: '24%',
    },
    number('daily_demand', t('demand'), true),
    number('order_up_to', t('wanted'), true),
    number('reorder_point', t('reorder'), true),
    number('safety_stock', t('safety'), true),
    number('target_percent', t('standard'), true),
    number('lead_days', t('lead_days'), true),
    { id: 'seasons', header: t('seasons'), isHiddenAtFirst: true, cell: (row) => row.seasons.join(', ') },
  ]
}

function useSayFix(): (fix: StockFix) => string {
  const { t } = useTranslation('warnings')
  const formats = useFormats()
  return (fix) =>
    t(`fix.${fix.kind}`, {
      quantity: formats.number(fix.quantity, { min: 0, max: 1 }),
      on: fix.on ? formats.date(fix.on) : '–',
      site: fix.site_id ?? '',
      supply: fix.supply_id ?? '',
      lines: formats.number(fix.lines ?? 0),
    })
}

function Fixes({ warning, onClose }: { warning: StockWarning; onClose: () => void }) {
  const { t } = useTranslation(['warnings', 'ui'])
  const formats = useFormats()
  const session = useSession()
  const go = useNavigate()
  const say = useSayFix()
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (fix: StockFix) => carryOut(warning, fix),
    onSuccess: async (done) => {
      await Promise.all(['stock', 'supply', 'proposals'].map((name) => client.invalidateQueries({ queryKey: [name] })))
      if (done.goTo) return go(done.goTo)
      toastDone(done.supply ? t(`${done.said}`, { supply: done.supply }) : t('done'))
      onClose()
    },
  })
  const number = (value: number) => formats.number(value, { min: 0, max: 1 })
  const right = { order: 'supply.write', transfer: 'stock.write', move_promises: 'promises.write' } as const
  return (
    <Drawer
      opened
      onClose={onClose}
      title={`${warning.product_name} · ${warning.location_name}`}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Stack gap="md">
        <Text fw={650}>
          {[t(`kind.${warning.kind}`), warning.on && formats.date(warning.on), number(warning.quantity)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Text size="sm">
          {t('targetNote', {
            percent: formats.number(warning.target_percent),
            demand: number(warning.daily_demand),
            lead: formats.number(warning.lead_days),
            safety: number(warning.safety_stock),
          })}
        </Text>
        {warning.kind !== 'surplus' && warning.reserved > 0 && (
          <Text size="sm">
            {t('reservedNote', { reserved: number(warning.reserved), there: number(warning.on_hand) })}
          </Text>
        )}
        {warning.seasons.length > 0 && <Text size="sm">{`${t('seasons')}: ${warning.seasons.join(', ')}`}</Text>}
        {act.isError && <ProblemNote error={act.error} />}
        <Text size="sm" c="dimmed">
          {t('fixes')}
        </Text>
        {warning.fixes.map((fix) =>
          fix.kind !== 'sell_off' && mayDo(session, right[fix.kind as keyof typeof right] ?? 'stock.read') ? (
            <Button
              key={say(fix)}
              variant="default"
              styles={{ label: { whiteSpace: 'normal' } }}
              h="auto"
              mih={40}
              py={6}
              loading={act.isPending && act.variables === fix}
              onClick={() => act.mutate(fix)}
            >
              {say(fix)}
            </Button>
          ) : (
            <Text size="sm" key={say(fix)}>
              {say(fix)}
            </Text>
          ),
        )}
      </Stack>
    </Drawer>
  )
}

interface Done {
  readonly said?: 'ordered' | 'moved'
  readonly supply?: string
  readonly goTo?: string
}

/** What concerns a supplier's own order is agreed there first; everything else is done at once. */
async function carryOut(warning: StockWarning, fix: StockFix): Promise<Done> {
  const { product_id, location_id } = warning
  const { quantity, on } = fix
  if (fix.kind === 'order') {
    const line = { line_number: 1, product_id, quantity, due_on: on, state: 'planned' }
    const body = { location_id, lines: [line] }
    const { supply_id } = await call<{ supply_id: string }>('/api/v1/supplies', { method: 'POST', body })
    return { said: 'ordered', supply: supply_id }
  }
  if (fix.kind === 'transfer') {
    // Of a surplus the goods leave this site, of a shortage they come to it.
    const [from, to] = warning.kind === 'surplus' ? [location_id, fix.site_id] : [fix.site_id, location_id]
    const due_on = on ?? new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    const body = { from_location_id: from, to_location_id: to, due_on, lines: [{ product_id, quantity }] }
    const { supply_id } = await call<{ supply_id: string }>('/api/v1/stock/transfers', { method: 'POST', body })
    return { said: 'moved', supply: supply_id }
  }
  if (fix.kind === 'move_promises') {
    const body = { pools: [{ product_id, location_id }] }
    const checked = await call<z.infer<typeof CheckedPromises>>('/api/v1/proposals/checks', { method: 'POST', body })
    return checked.proposal_id ? { goTo: `/proposals/${encodeURIComponent(checked.proposal_id)}` } : {}
  }
  return { goTo: `/supply/${encodeURIComponent(fix.supply_id ?? '')}` }
}
