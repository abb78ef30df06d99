/** The dated prices of one product on a list. Past ones stay; a new one begins on its day. */
import { Button, Drawer, Group, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedProduct, PriceList } from '../../../../contract/prices.ts'
import { call } from '../../../ui/http.ts'
import { PageWaiting, ProblemNote } from '../../../ui/notices.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { FieldInput } from '../../lib/records/field-input.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { NEW } from '../../lib/records/record-drawer.tsx'
import type { Field } from '../../lib/records/record-kind.ts'

const PRICES: Field = {
  name: 'prices',
  type: 'rows',
  keptBy: ['from_quantity', 'valid_from'],
  newRow: { from_quantity: 0 },
  fields: [
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'valid_to', type: 'day' },
    { name: 'from_quantity', type: 'number', isRequired: true },
    { name: 'unit_price', type: 'number', isRequired: true },
    { name: 'unit', type: 'code', hint: 'price_unit' },
  ],
}

type Props = { list: PriceList; open: string | undefined; isReadOnly: boolean; onClose: () => void }

export function ListedDrawer({ list, open, isReadOnly, onClose }: Props) {
  const { t } = useTranslation(['prices', 'ui'])
  const isNew = open === NEW
  const path = `/price-lists/${encodeURIComponent(list.list_id)}/prices`
  const found = useQuery({
    queryKey: ['records', path, 'one', open],
    queryFn: ({ signal }) => call<ListedProduct>(`/api/v1${path}/${encodeURIComponent(open ?? '')}`, { signal }),
    enabled: open !== undefined && !isNew,
  })
  const entry = isNew ? { product_id: null, prices: [] } : found.data
  return (
    <Drawer
      opened={open !== undefined}
      onClose={onClose}
      title={isNew ? t('addProduct') : open}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => found.refetch()} />}
      {open !== undefined && !entry && !found.isError && <PageWaiting />}
      {open !== undefined && entry && (
        <PricesForm key={open} path={path} entry={entry} isReadOnly={isReadOnly} onClose={onClose} />
      )}
    </Drawer>
  )
}

type Entry = { product_id: string | null; prices: ListedProduct['prices'] }
type FormProps = { path: string; entry: Entry; isReadOnly: boolean; onClose: () => void }

function PricesForm({ path, entry, isReadOnly, onClose }: FormProps) {
  const { t } = useTranslation(['prices', 'field', 'ui', 'records'])
  const cache = useQueryClient()
  const [product, setProduct] = useState(entry.product_id)
  const [prices, setPrices] = useState<unknown>(entry.prices)
  const [isMissing, setMissing] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      call(`/api/v1${path}/${encodeURIComponent(product ?? '')}`, {
        method: 'PUT',
        body: { prices: (prices as Record<string, unknown>[]).map((row) => ({ ...row, unit: row.unit || null })) },
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['records', path] })
      toastDone(t('ui:saved'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(product === null)
    if (product !== null) save.mutate()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" pb="xl">
        {save.isError && <ProblemNote error={save.error} />}
        {entry.product_id === null && (
          <Lookup
            label={t('field:product')}
            from={{ path: '/products', key: 'product_id' }}
            value={product}
            onChange={setProduct}
            isRequired
            error={isMissing && t('records:missing')}
          />
        )}
        <FieldInput field={PRICES} value={prices} onChange={setPrices} isLocked={isReadOnly} />
        {!isReadOnly && (
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('ui:save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
