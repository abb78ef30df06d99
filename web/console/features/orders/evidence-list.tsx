/** Promised or observed values, each written as its kind asks. */
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currencyExponent } from '../../../ui/format/currency.ts'
import type { Formats } from '../../../ui/format/formats.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import type { OrderHead, OrderLine } from './order-records.ts'
import type { RightEvidence } from './use-order.ts'

type Value = RightEvidence['promised'][number]
type Place = { currency: string | null; unit: string; zone: string | undefined }

export function EvidenceList({
  title,
  values,
  line,
  order,
}: {
  title: string
  values: readonly Value[]
  line: OrderLine
  order: OrderHead
}) {
  const { t, i18n } = useTranslation(['orders', 'value'])
  const formats = useFormats()
  const unit = useUnit()
  const place: Place = { currency: order.currency, unit: unit(line.unit), zone: order.zone ?? undefined }
  const known = values.filter((value) => value.value !== null)
  const codeText = ({ name, value }: Value) => {
    const key = `value:${name}.${value}`
    return i18n.exists(key) ? t(key) : String(value)
  }
  return (
    <Stack gap={4}>
      <Text size="sm" fw={650}>
        {title}
      </Text>
      {known.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('nothingYet')}
        </Text>
      )}
      {known.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same name may stand twice, and the order never changes.
        <Group key={`${value.name} ${index}`} justify="space-between" gap="sm" wrap="nowrap" align="baseline">
          <Text size="sm" c="dimmed">
            {t(`evidence.${value.name}`)}
          </Text>
          <Text size="sm" ta="end" style={{ overflowWrap: 'anywhere', flexShrink: 0, maxWidth: '60%' }}>
            {value.kind === 'code' && value.value !== null ? codeText(value) : evidenceText(value, place, formats)}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}

/** An amount without a known currency is shown as a plain number: a unit is never invented. */
export function evidenceText({ kind, value }: Value, place: Place, formats: Formats): string {
  if (value === null) return formats.number(null)
  const amount = Number(value)
  switch (kind) {
    case 'day':
      return formats.date(String(value))
    case 'instant':
      return formats.instant(String(value), place.zone)
    case 'quantity_milli':
      return formats.quantity(amount / 1000, place.unit)
    case 'unit_price_micro':
      return place.currency
        ? formats.price(amount / 1e6, place.currency)
        : formats.number(amount / 1e6, { min: 0, max: 6 })
    case 'amount_minor':
      return place.currency
        ? formats.money(amount, place.currency)
        : formats.number(amount / 10 ** currencyExponent(''))
    case 'rate_ppm':
      return formats.percent(amount / 1e6, { min: 0, max: 2 })
    case 'meters':
      return formats.quantity(amount, 'm')
    case 'seconds':
      return formats.duration(amount / 3600, 'hour')
    case 'count':
      return formats.number(amount)
    default:
      return String(value)
  }
}
