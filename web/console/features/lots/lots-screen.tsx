/** Lots, the next to expire first; one of them opens where it came from, where it lies and who has it, and can be recalled. */
import { Alert, Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { Lot as LotSchema } from '../../../../contract/stock.ts'
import type { LotsSent, LotTrace } from '../../../../contract/stock-views.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { usePlaceName } from '../../lib/place-name.ts'
import { Lookup } from '../../lib/records/lookup.tsx'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { mayDo, useSession } from '../../lib/session.ts'

type Lot = z.infer<typeof LotSchema>
type Trace = z.infer<typeof LotTrace>
type Sent = z.infer<typeof LotsSent>

const at = (product: string, lot: string, rest: string) =>
  `/api/v1/lots/${encodeURIComponent(product)}/${encodeURIComponent(lot)}/${rest}`

export default function LotsScreen() {
  const { t } = useTranslation(['lots', 'shell', 'records', 'field'])
  const formats = useFormats()
  const [filters, change] = useAddress()
  const asked = { q: filters.q, is_recalled: filters.is_recalled }
  const { pages, rows, total, more } = useRecordPages<Lot>('/lots', asked)
  const everyRow = useEveryRow<Lot>('/lots', asked)
  const isFiltered = Boolean(filters.q || filters.is_recalled)
  const columns: Column<Lot>[] = [
    { id: 'lot', header: t('field:lot_id'), isTitle: true, cell: (row) => row.lot_id },
    {
      id: 'product',
      header: t('field:product'),
      cell: (row) => `${row.product_name} · ${row.product_id}`,
      text: (row) => row.product_id,
    },
    {
      id: 'expires',
      header: t('field:expires_on'),
      cell: (row) => row.expires_on && formats.date(row.expires_on),
      text: (row) => row.expires_on,
    },
    {
      id: 'quantity',
      header: t('liesHere'),
      isNumber: true,
      cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
      text: (row) => row.quantity,
    },
    {
      id: 'recalled',
      header: t('recalledOn'),
      cell: (row) => row.recalled_on && formats.date(row.recalled_on),
      text: (row) => row.recalled_on,
    },
    { id: 'why', header: t('field:reason'), cell: (row) => row.recall_reason },
  ]
  const [product, lot] = (filters.open ?? '').split('~')
  return (
    <>
      <PageHead title={t('shell:screen.lots')} program={t('shell:program')} lead={t('lead')} />
      <Backward />
      <FilterBar names={['q', 'is_recalled']}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="is_recalled"
          label={t('recalled')}
          choices={[
            { value: 'true', label: t('only.recalled') },
            { value: 'false', label: t('only.good') },
          ]}
        />
      </FilterBar>
      <Surface isFlush>
        <RecordTable
          label={t('shell:screen.lots')}
          name="lots"
          rows={rows}
          rowKey={(row) => `${row.product_id} ${row.lot_id}`}
          isWaiting={pages.isPending}
          total={total ?? undefined}
          isTotalAtLeast={pages.hasNextPage && total === null}
          everyRow={everyRow}
          onMore={more}
          isMoreWaiting={pages.isFetchingNextPage}
          columns={columns}
          onOpen={(row) => change({ open: `${row.product_id}~${row.lot_id}` })}
          empty={
            <Empty icon={isFiltered ? 'search' : 'products'} title={t(isFiltered ? 'records:nothingFound' : 'empty')}>
              {t(isFiltered ? 'records:nothingFoundAdvice' : 'emptyNote')}
            </Empty>
          }
        />
      </Surface>
      {product && lot && <LotDrawer product={product} lot={lot} onClose={() => change({ open: undefined })} />}
    </>
  )
}

function LotDrawer({ product, lot, onClose }: { product: string; lot: string; onClose: () => void }) {
  const { t } = useTranslation(['lots', 'ui'])
  const trace = useQuery({
    queryKey: ['lots', 'trace', product, lot],
    queryFn: ({ signal }) => call<Trace>(at(product, lot, 'trace'), { signal }),
  })
  return (
    <Drawer
      opened
      onClose={onClose}
      size="xl"
      title={[lot, trace.data?.lot.product_name ?? product].join(' · ')}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Answer of={trace}>
        {(data) => (
          <Stack gap="md" pb="xl">
            <Recall product={product} lot={lot} trace={data} />
            <WhoHasIt trace={data} />
            <WhereItLies trace={data} />
            <WhereFrom trace={data} />
          </Stack>
        )}
      </Answer>
    </Drawer>
  )
}

function Recall({ product, lot, trace }: { product: string; lot: string; trace: Trace }) {
  const { t } = useTranslation(['lots', 'field'])
  const formats = useFormats()
  const session = useSession()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: (isLifted: boolean) =>
      isLifted
        ? call(at(product, lot, 'recall'), { method: 'DELETE' })
        : call(at(product, lot, 'recall'), { method: 'POST', body: { reason: reason.trim() } }),
    onSuccess: () =>
      Promise.all(
        [['lots'], ['records', '/lots'], ['stock']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
  const { recalled_on, recall_reason } = trace.lot
  const mayAct = mayDo(session, 'stock.write')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim()) act.mutate(false)
  }
  if (recalled_on)
    return (
      <Alert
        variant="light"
        color="red"
        icon={<Icon name="alert" />}
        title={t('isRecalled', { day: formats.date(recalled_on) })}
        styles={{ title: { color: 'var(--sf-wrong)' }, root: { background: 'var(--sf-wrong-fill)' } }}
      >
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{recall_reason}</Text>
          {act.isError && <ProblemNote error={act.error} />}
          {mayAct && (
            <Button size="xs" variant="default" loading={act.isPending} onClick={() => act.mutate(true)}>
              {t('lift')}
            </Button>
          )}
        </Stack>
      </Alert>
    )
  if (!mayAct) return null
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        {act.isError && <ProblemNote error={act.error} />}
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t('field:reason')}
            description={t('recallNote')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            style={{ flex: '1 1 240px' }}
            withAsterisk
          />
          <Button type="submit" color="red.9" loading={act.isPending} disabled={reason.trim() === ''}>
            {t('recall')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function WhoHasIt({ trace }: { trace: Trace }) {
  const { t } = useTranslation(['lots', 'field'])
  const formats = useFormats()
  return (
    <Surface title={t('whoHasIt')}>
      {trace.shipped.length === 0 ? (
        <Text size="sm">{t('nobodyHasIt')}</Text>
      ) : (
        <PlainTable
          label={t('whoHasIt')}
          rows={trace.shipped}
          rowKey={(row) => `${row.shipment_id} ${row.order_id} ${row.line_number} ${row.serial}`}
          columns={[
            {
              id: 'customer',
              header: t('field:customer_id'),
              isTitle: true,
              cell: (row) => row.customer_name ?? row.customer_id ?? row.location_name,
            },
            {
              id: 'order',
              header: t('field:order_id'),
              cell: (row) =>
                row.order_id && <Link to={`/orders/${encodeURIComponent(row.order_id)}`}>{row.order_id}</Link>,
            },
            { id: 'shipment', header: t('field:shipment_id'), cell: (row) => row.shipment_id },
            { id: 'on', header: t('shippedOn'), cell: (row) => row.shipped_on && formats.date(row.shipped_on) },
            {
              id: 'quantity',
              header: t('field:quantity'),
              isNumber: true,
              cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
            },
          ]}
        />
      )}
    </Surface>
  )
}

function WhereItLies({ trace }: { trace: Trace }) {
  const { t } = useTranslation(['lots', 'field', 'stock'])
  const placeName = usePlaceName()
  const formats = useFormats()
  const rows = [
    ...trace.lying.map((row) => ({ ...row, said: t(`stock:state.${row.state}`) })),
    ...trace.in_transit.map((row) => ({
      location_id: row.location_id ?? row.supply_id,
      bin: row.supply_id,
      serial: null,
      quantity: row.quantity,
      said: t('stock:inTransit'),
    })),
  ]
  return (
    <Surface title={t('stock:panel.lying')}>
      {rows.length === 0 ? (
        <Text size="sm">{t('nothingLies')}</Text>
      ) : (
        <PlainTable
          label={t('stock:panel.lying')}
          rows={rows}
          rowKey={(row) => `${row.location_id} ${row.bin} ${row.serial} ${row.said}`}
          columns={[
            { id: 'site', header: t('field:site_id'), isTitle: true, cell: (row) => placeName(row.location_id) },
            { id: 'bin', header: t('field:bin'), cell: (row) => row.bin },
            { id: 'state', header: t('field:state'), cell: (row) => row.said },
            {
              id: 'quantity',
              header: t('field:quantity'),
              isNumber: true,
              cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
            },
          ]}
        />
      )}
    </Surface>
  )
}

function WhereFrom({ trace }: { trace: Trace }) {
  const { t } = useTranslation(['lots', 'field'])
  const placeName = usePlaceName()
  const formats = useFormats()
  if (trace.received.length === 0) return null
  return (
    <Surface title={t('whereFrom')}>
      <PlainTable
        label={t('whereFrom')}
        rows={trace.received}
        rowKey={(row) => `${row.occurred_at} ${row.location_id} ${row.quantity}`}
        columns={[
          {
            id: 'supplier',
            header: t('field:supplier_id'),
            isTitle: true,
            cell: (row) => (row.supplier_id === row.location_id ? null : placeName(row.supplier_id)) ?? t('ownGoods'),
          },
          {
            id: 'supply',
            header: t('field:supply_id'),
            cell: (row) =>
              row.supply_id && <Link to={`/supply/${encodeURIComponent(row.supply_id)}`}>{row.supply_id}</Link>,
          },
          { id: 'site', header: t('field:site_id'), cell: (row) => placeName(row.location_id) },
          { id: 'when', header: t('when'), cell: (row) => formats.instant(row.occurred_at) },
          {
            id: 'quantity',
            header: t('field:quantity'),
            isNumber: true,
            cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
          },
        ]}
      />
    </Surface>
  )
}

/** The other way: which lots a customer or an order got. */
function Backward() {
  const { t } = useTranslation(['lots', 'field'])
  const formats = useFormats()
  const [filters, change] = useAddress()
  const asked = { customer_id: filters.customer, order_id: filters.order }
  const isAsked = Boolean(filters.customer || filters.order)
  const sent = useQuery({
    queryKey: ['lots', 'sent', asked],
    queryFn: ({ signal }) => call<Sent>('/api/v1/lots/shipped', { query: asked, signal }),
    enabled: isAsked,
  })
  return (
    <Stack gap="sm" mb="md">
      <Group gap="sm" align="flex-end">
        <Lookup
          label={t('gotByCustomer')}
          from={{ path: '/customers', key: 'customer_id' }}
          value={filters.customer ?? null}
          onChange={(value) => change({ customer: value ?? undefined })}
          width={280}
        />
        <TextInput
          label={t('gotByOrder')}
          defaultValue={filters.order ?? ''}
          onBlur={(event) => change({ order: event.currentTarget.value.trim() || undefined })}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
          w={200}
        />
      </Group>
      {isAsked && (
        <Surface title={t('got')}>
          <Answer of={sent}>
            {({ rows }) =>
              rows.length === 0 ? (
                <Text size="sm">{t('gotNothing')}</Text>
              ) : (
                <PlainTable
                  label={t('got')}
                  rows={rows.slice(0, 200)}
                  rowKey={(row) => `${row.shipment_id} ${row.order_id} ${row.product_id} ${row.lot_id} ${row.serial}`}
                  columns={[
                    { id: 'product', header: t('field:product_id'), isTitle: true, cell: (row) => row.product_name },
                    {
                      id: 'lot',
                      header: t('field:lot_id'),
                      cell: (row) =>
                        row.lot_id && (
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            onClick={() => change({ open: `${row.product_id}~${row.lot_id}` })}
                          >
                            {row.lot_id}
                          </Button>
                        ),
                    },
                    { id: 'shipment', header: t('field:shipment_id'), cell: (row) => row.shipment_id },
                    { id: 'on', header: t('shippedOn'), cell: (row) => row.shipped_on && formats.date(row.shipped_on) },
                    {
                      id: 'quantity',
                      header: t('field:quantity'),
                      isNumber: true,
                      cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
                    },
                    {
                      id: 'recalled',
                      header: t('recalledOn'),
                      cell: (row) => row.recalled_on && formats.date(row.recalled_on),
                    },
                  ]}
                />
              )
            }
          </Answer>
        </Surface>
      )}
    </Stack>
  )
}
