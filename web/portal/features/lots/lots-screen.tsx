/** Lots and single pieces that reached the company, recalled ones on top, with the certificates that vouch for them. */
import { Alert, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { OwnLot } from '../../../../contract/portal.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useLots } from '../../lib/own-records.ts'
import { may, useSession } from '../../lib/session.ts'

const FILTERS = ['q', 'recalled'] as const
const nameOf = (lot: OwnLot) => lot.product_name ?? lot.product_id
const markOf = (lot: OwnLot) => [lot.lot_id, lot.serial].filter(Boolean).join(' · ')

export default function LotsScreen() {
  const { t } = useTranslation(['lots', 'shell', 'ui'])
  const formats = useFormats()
  const unit = useUnit()
  const [filters] = useAddress()
  const { q, recalled } = filters
  const list = useLots({ q, recalled })
  const [open, setOpen] = useState<OwnLot>()
  const isFiltered = FILTERS.some((name) => filters[name])
  return (
    <>
      <PageHead title={t('title')} program={t('shell:program')} lead={t('lead')} />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="recalled"
          label={t('recall')}
          choices={[
            { value: 'true', label: t('recalled') },
            { value: 'false', label: t('notRecalled') },
          ]}
        />
      </FilterBar>
      {list.pages.isError && !list.pages.data ? (
        <ProblemNote error={list.pages.error} onRetry={() => list.pages.refetch()} />
      ) : (
        <Surface isFlush>
          <RecordTable
            label={t('title')}
            name="own-lots"
            rowKey={(row) => `${row.shipment_id} ${row.order_id} ${row.product_id} ${markOf(row)}`}
            {...list.table}
            onOpen={setOpen}
            columns={[
              { id: 'product', header: t('product'), cell: nameOf, isTitle: true, width: '26%' },
              { id: 'lot', header: t('lot'), cell: markOf },
              {
                id: 'quantity',
                header: t('quantity'),
                cell: (row) => formats.quantity(row.quantity, unit(row.unit)),
                isNumber: true,
              },
              { id: 'order', header: t('order'), cell: (row) => row.order_id },
              {
                id: 'shipped',
                header: t('shipped'),
                cell: (row) => row.shipped_on && formats.date(row.shipped_on),
                text: (row) => row.shipped_on,
              },
              {
                id: 'expires',
                header: t('expires'),
                cell: (row) => row.expires_on && formats.date(row.expires_on),
                text: (row) => row.expires_on,
              },
              {
                id: 'papers',
                header: t('papers'),
                cell: (row) => row.documents.map(({ kind }) => t(`documentKinds.${kind}`)).join(', '),
                isHiddenAtFirst: true,
              },
              {
                id: 'recall',
                header: t('recall'),
                cell: (row) => row.recalled_on && <Recalled day={formats.date(row.recalled_on)} />,
                text: (row) => row.recalled_on,
              },
            ]}
            empty={
              <Empty icon="products" title={t(isFiltered ? 'nothingFound' : 'empty')}>
                {t(isFiltered ? 'nothingFoundAdvice' : 'emptyAdvice')}
              </Empty>
            }
          />
        </Surface>
      )}
      <Drawer
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={open && `${nameOf(open)} · ${markOf(open)}`}
        position="right"
        size="lg"
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        {open && <Sheet lot={open} />}
      </Drawer>
    </>
  )
}

function Recalled({ day }: { day: string }) {
  const { t } = useTranslation('lots')
  return (
    <Group gap={6} wrap="nowrap" c="var(--sf-wrong)">
      <Icon name="warning" size={16} />
      <Text size="sm" fw={600} inherit>
        {t('recalledOn', { day })}
      </Text>
    </Group>
  )
}

function Sheet({ lot }: { lot: OwnLot }) {
  const { t } = useTranslation('lots')
  const formats = useFormats()
  const session = useSession()
  const order = encodeURIComponent(lot.order_id)
  return (
    <Stack>
      {lot.recalled_on && (
        <Alert
          color="red"
          variant="light"
          icon={<Icon name="warning" />}
          title={t('recalledOn', { day: formats.date(lot.recalled_on) })}
          styles={{ title: { color: 'var(--sf-wrong)' } }}
        >
          <Text size="sm">{lot.recall_reason}</Text>
          <Text size="sm" mt={4}>
            {t('recallAdvice')}
          </Text>
        </Alert>
      )}
      {lot.documents.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noPapers')}
        </Text>
      ) : (
        <PlainTable
          label={t('papers')}
          rows={lot.documents}
          rowKey={(one) => one.document_id}
          columns={[
            { id: 'kind', header: t('papers'), cell: (one) => t(`documentKinds.${one.kind}`), isTitle: true },
            { id: 'number', header: t('number'), cell: (one) => one.document_id },
            { id: 'sent', header: t('sentOn'), cell: (one) => formats.date(one.sent_on) },
          ]}
        />
      )}
      <Group gap="xs">
        <Button component={Link} variant="default" to={`/orders/${order}`}>
          {t('openOrder', { order: lot.order_id })}
        </Button>
        <Button
          component={Link}
          variant="default"
          to={`/questions?ask=1&topic=document&order=${order}&about=${encodeURIComponent(`${nameOf(lot)} ${markOf(lot)}`)}`}
        >
          {t('ask')}
        </Button>
        {may(session, 'portal.claim') && (
          <Button component={Link} variant="default" to={`/claims?tell=1&order=${order}`}>
            {t('tellProblem')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
