/** Where a price comes from, in sentences: list and scale, discount and whose agreement it is. */
import { useTranslation } from 'react-i18next'
import type { PricedOrder } from '../../../../contract/prices.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

type Line = PricedOrder['lines'][number]

export function useSourceText(): (line: Line, price: Pick<PricedOrder, 'currency' | 'agreements'>) => string[] {
  const { t } = useTranslation(['prices', 'value'])
  const formats = useFormats()
  return (line, { currency, agreements }) => {
    if (line.price_source === 'service') return [t('source.service')]
    if (!line.basis || !line.price_source) return []
    const { list_price, unit, from_quantity, valid_from, valid_to, discount_percent } = line.basis
    const agreement = agreements.find((one) => one.agreement_id === line.agreement_id)
    const price = `${formats.price(list_price, currency ?? '')}${unit ? ` / ${unit}` : ''}`
    const list = line.price_source.replace(/^list:/, '')
    return [
      from_quantity > 0
        ? t('source.listFrom', { list, price, quantity: formats.number(from_quantity) })
        : t('source.list', { list, price }),
      valid_to
        ? t('source.between', { from: formats.date(valid_from), to: formats.date(valid_to) })
        : t('source.since', { from: formats.date(valid_from) }),
      ...(agreement
        ? [
            t('source.agreement', { name: agreement.name, party: t(`value:party.${agreement.party}`) }),
            ...(discount_percent > 0
              ? [t('source.discount', { percent: formats.percent(discount_percent / 100, { min: 0, max: 2 }) })]
              : []),
          ]
        : []),
    ]
  }
}
