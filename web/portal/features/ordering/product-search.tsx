/** Finds the customer's own products; each says its price, and one press puts it into the basket. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuantityRule } from '../../../../contract/order-quantities.ts'
import type { OwnProduct } from '../../../../contract/portal-ordering.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useChoices, useOwnProducts } from '../../lib/own-choices.ts'
import { useRuleText } from './rule-text.ts'

export type Picked = {
  kind: 'goods' | 'service'
  productId: string
  name: string
  unit: string | null
  rule?: QuantityRule
}

export function ProductSearch({ onPick }: { onPick: (picked: Picked) => void }) {
  const { t } = useTranslation(['ordering', 'ui'])
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 200)
  const found = useOwnProducts(q)
  const services = (useChoices().data?.services ?? []).filter((one) => matches(q, one.name, one.service_id))
  const rows = found.data?.rows ?? []
  const currency = found.data?.currency ?? null
  return (
    <Surface title={t('products')} note={t('productsNote')}>
      <Stack gap="sm">
        <TextInput
          type="search"
          label={t('searchProducts')}
          leftSection={<Icon name="search" size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {found.isError && <ProblemNote error={found.error} onRetry={() => found.refetch()} />}
        {found.isPending ? (
          <RowsWaiting />
        ) : rows.length + services.length === 0 ? (
          <Empty icon="products" title={t(q ? 'nothingFound' : 'noProducts')}>
            {t(q ? 'nothingFoundNote' : 'noProductsNote')}
          </Empty>
        ) : (
          <ul style={{ listStyle: 'none', margin: 0, padding: 0 }} aria-label={t('products')}>
            {rows.map((row) => (
              <Row
                key={row.product_id}
                name={row.name}
                code={row.product_id}
                price={row.unit_price}
                unit={row.unit}
                currency={currency}
                note={<Packs product={row} />}
                onAdd={() => onPick(pickedOf(row))}
              />
            ))}
            {services.map((row) => (
              <Row
                key={row.service_id}
                name={row.name}
                code={row.service_id}
                price={row.unit_price}
                unit={row.unit}
                currency={currency}
                note={t('isService')}
                onAdd={() => onPick({ kind: 'service', productId: row.service_id, name: row.name, unit: row.unit })}
              />
            ))}
          </ul>
        )}
        {found.data?.nextCursor && (
          <Text size="xs" c="dimmed">
            {t('moreProducts')}
          </Text>
        )}
      </Stack>
    </Surface>
  )
}

const pickedOf = ({ product_id: productId, name, unit, multiple, least }: OwnProduct): Picked => ({
  ...{ kind: 'goods', productId, name, unit },
  rule: { multiple, least },
})

const matches = (q: string, ...texts: string[]) => texts.some((text) => text.toLowerCase().includes(q.toLowerCase()))

type RowProps = {
  name: string
  code: string
  price: number | null
  unit: string | null
  currency: string | null
  note: React.ReactNode
  onAdd: () => void
}

function Row({ name, code, price, unit, currency, note, onAdd }: RowProps) {
  const { t } = useTranslation('ordering')
  const formats = useFormats()
  const unitName = useUnit()
  return (
    <li style={{ borderTop: '1px solid var(--sf-line)', padding: '8px 0' }}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {code} · {note}
          </Text>
          <Text size="sm">
            {price === null || currency === null
              ? t('priceWithOffer')
              : t('priceEach', { price: formats.price(price, currency), unit: unitName(unit) })}
          </Text>
        </div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="plus" size={14} />}
          onClick={onAdd}
          aria-label={t('addNamed', { name })}
        >
          {t('add')}
        </Button>
      </Group>
    </li>
  )
}

function Packs({ product }: { product: OwnProduct }) {
  const { t } = useTranslation('ordering')
  const formats = useFormats()
  const unit = useUnit()
  const rule = useRuleText()(product, product.unit)
  const packs = product.packs.map((pack) =>
    t('pack', { unit: unit(pack.unit), quantity: formats.quantity(pack.quantity, unit(product.unit)) }),
  )
  return [packs.length === 0 ? unit(product.unit) : packs.join(', '), rule].filter(Boolean).join(' · ')
}
