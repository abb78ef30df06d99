/** Which price holds for whom today, and why: the list and its scale, what was agreed, tax, charges, and what others ask. */
import { Checkbox, Grid, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PricedOrder } from '../../../../contract/prices.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { PriceAnswer } from './price-answer.tsx'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

export default function PriceCheckScreen() {
  const { t } = useTranslation(['prices', 'shell'])
  const formats = useFormats()
  const [asked] = useAddress()
  const { customer_id, location_id, product_id, service_id, unit, expedited, slot } = asked
  const what = product_id ?? service_id
  const quantity = Number(asked.quantity ?? 1)
  const day = asked.day ?? formats.dayAt(new Date())
  const isWhole = Boolean(customer_id && what && quantity > 0)
  const price = useQuery({
    queryKey: ['order-price', customer_id, location_id, what, quantity, unit, day, expedited, slot],
    queryFn: ({ signal }) =>
      call<PricedOrder>('/api/v1/order-prices', {
        method: 'POST',
        signal,
        body: {
          customer_id,
          location_id: location_id ?? null,
          day,
          is_expedited: expedited === 'yes',
          is_slot_booked: slot === 'yes',
          lines: [
            {
              line_number: 1,
              kind: product_id ? 'goods' : 'service',
              product_id: what,
              quantity,
              unit: unit ?? null,
            },
          ],
        },
      }),
    enabled: isWhole,
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <SectionTabs of="prices" />
      <PageHead title={t('shell:screen.prices')} program={t('shell:program')} lead={t('checkLead')} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4, xl: 3 }}>
          <Question />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8, xl: 9 }}>
          {isWhole ? (
            <Answer of={price}>
              {(found) => (
                <PriceAnswer
                  price={found}
                  day={day}
                  isStale={price.isPlaceholderData}
                  product={product_id ?? null}
                  service={product_id ? null : (service_id ?? null)}
                />
              )}
            </Answer>
          ) : (
            <Surface>
              <Empty icon="bill" title={t('nothingAsked')}>
                {t('nothingAskedNote')}
              </Empty>
            </Surface>
          )}
        </Grid.Col>
      </Grid>
    </>
  )
}

/** The wish stands in the address, so that the answer can be sent to a colleague. */
function Question() {
  const { t } = useTranslation(['prices', 'field'])
  const formats = useFormats()
  const [asked, change] = useAddress()
  const [quantity, setQuantity] = useState<number | ''>(Number(asked.quantity ?? 1))
  const [unit, setUnit] = useState(asked.unit ?? '')
  const settle = useDebouncedCallback((changes: Record<string, string | undefined>) => change(changes), 300)
  const lookup = (name: string, label: string, from: { path: string; filter?: Record<string, string> }) => (
    <Lookup
      key={`${name} ${JSON.stringify(from.filter ?? {})}`}
      label={label}
      from={{ key: name, ...from }}
      value={asked[name] ?? null}
      onChange={(value) => change({ [name]: value ?? undefined, ...CLEARS[name] })}
    />
  )
  return (
    <Surface title={t('question')}>
      <Stack gap="sm" mt="xs" component="form" onSubmit={(event) => event.preventDefault()}>
        {lookup('customer_id', t('field:customer'), { path: '/customers' })}
        {asked.customer_id &&
          lookup('location_id', t('field:place'), { path: '/locations', filter: { customer_id: asked.customer_id } })}
        {!asked.service_id && lookup('product_id', t('field:product'), { path: '/products' })}
        {!asked.product_id && lookup('service_id', t('field:service_id'), { path: '/added-services' })}
        <Group grow align="flex-end">
          <NumberInput
            label={t('field:quantity')}
            value={quantity}
            min={0.001}
            decimalScale={3}
            hideControls
            onChange={(value) => {
              setQuantity(typeof value === 'number' ? value : '')
              if (typeof value === 'number' && value > 0) settle({ quantity: String(value) })
            }}
          />
          <TextInput
            label={t('field:unit')}
            placeholder={t('baseUnit')}
            value={unit}
            maxLength={3}
            onChange={(event) => {
              const next = event.currentTarget.value.toUpperCase()
              setUnit(next)
              settle({ unit: /^[A-Z0-9]{2,3}$/.test(next) ? next : undefined })
            }}
          />
        </Group>
        <Suspense fallback={<TextInput label={t('field:day')} readOnly />}>
          <DayField
            label={t('field:day')}
            value={asked.day ?? formats.dayAt(new Date())}
            onChange={(day) => change({ day: day ?? undefined })}
          />
        </Suspense>
        <Checkbox
          label={t('expedited')}
          checked={asked.expedited === 'yes'}
          onChange={(event) => change({ expedited: event.currentTarget.checked ? 'yes' : undefined })}
        />
        <Checkbox
          label={t('slot')}
          checked={asked.slot === 'yes'}
          onChange={(event) => change({ slot: event.currentTarget.checked ? 'yes' : undefined })}
        />
      </Stack>
    </Surface>
  )
}

/** A place belongs to its customer, a unit to its product. */
const CLEARS: Readonly<Record<string, Record<string, undefined>>> = {
  customer_id: { location_id: undefined },
  product_id: { unit: undefined },
}
