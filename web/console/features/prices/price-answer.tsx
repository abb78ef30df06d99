/** The price of one wish, taken apart: where it comes from, what is added, and how it stands in the market. */
import { Anchor, Box, Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CompetitorPrice, PricedOrder } from '../../../../contract/prices.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { FitMark } from '../../lib/fit-mark.tsx'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { useSourceText } from './source-text.ts'

type Props = { price: PricedOrder; day: string; product: string | null; service: string | null; isStale: boolean }

export function PriceAnswer({ price, day, product, service, isStale }: Props) {
  return (
    <Stack gap="md" aria-live="polite" aria-busy={isStale || undefined}>
      <Amounts price={price} />
      <Market price={price} product={product} service={service} day={day} />
      <Agreements price={price} />
    </Stack>
  )
}

function Amounts({ price }: { price: PricedOrder }) {
  const { t } = useTranslation(['prices', 'value', 'field'])
  const formats = useFormats()
  const sourceText = useSourceText()
  const [line] = price.lines
  if (!line) return null
  const currency = price.currency ?? ''
  const money = (minor: number | null) => (minor === null ? t('notKnown') : formats.money(minor, currency))
  const sums = [
    { id: 'net', what: t('net'), amount: line.net_minor, note: '' },
    ...price.charges.map((charge) => ({
      id: charge.charge_id,
      what: charge.name,
      amount: charge.amount_minor,
      note: `${t(`value:charge_kind.${charge.kind}`)} · ${charge.charge_id}`,
    })),
    ...price.taxes.map((tax) => ({
      id: `${tax.category} ${tax.percent}`,
      what: t('taxOf', { percent: formats.percent(tax.percent / 100, { min: 0, max: 3 }) }),
      amount: tax.tax_minor,
      note: t(`taxCategory.${tax.category}`),
    })),
    ...(price.taxes.length === 0 ? [{ id: 'tax', what: t('tax'), amount: null, note: t('taxNotKnown') }] : []),
    { id: 'total', what: t('total'), amount: price.total_minor, note: '' },
  ]
  return (
    <Surface title={t('answer')}>
      <Group align="flex-start" gap="xl" mt="xs" wrap="wrap">
        <Box style={{ flex: '1 1 260px', minWidth: 0 }}>
          <Text fz={28} fw={650} lh={1.2}>
            {line.unit_price === null ? t('noPrice') : formats.price(line.unit_price, currency)}
          </Text>
          <Text size="sm" c="dimmed">
            {line.unit_price === null
              ? t('noPriceNote')
              : t('perBaseUnit', { quantity: formats.number(line.quantity) })}
          </Text>
          <List size="sm" spacing={4} mt="sm">
            {sourceText(line, price).map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
            {price.payment_days !== null && <List.Item>{t('payWithin', { count: price.payment_days })}</List.Item>}
          </List>
        </Box>
        <Box style={{ flex: '1 1 320px', minWidth: 0 }}>
          <PlainTable
            label={t('answer')}
            rows={sums}
            rowKey={(row) => row.id}
            columns={[
              { id: 'what', header: t('field:what'), cell: (row) => row.what, isTitle: true },
              {
                id: 'note',
                header: t('field:reason'),
                cell: (row) => (
                  <Text size="sm" c="dimmed" component="span">
                    {row.note}
                  </Text>
                ),
              },
              {
                id: 'amount',
                header: currency,
                isNumber: true,
                cell: (row) => (
                  <Text size="sm" component="span" fw={row.id === 'total' ? 650 : undefined}>
                    {money(row.amount)}
                  </Text>
                ),
              },
            ]}
          />
        </Box>
      </Group>
    </Surface>
  )
}

function Market({ price, product, service, day }: Omit<Props, 'isStale'>) {
  const { t } = useTranslation(['prices', 'value', 'field'])
  const formats = useFormats()
  const [line] = price.lines
  const asked = product === null ? { service_id: service ?? undefined } : { product_id: product }
  const { rows } = useRecordPages<CompetitorPrice>('/competitor-prices', asked)
  const seen = rows
    .filter((row) => row.currency === price.currency && row.seen_on <= day)
    .toSorted((a, b) => b.seen_on.localeCompare(a.seen_on))
    .slice(0, 8)
  return (
    <Surface
      title={t('market')}
      note={t('marketNote')}
      actions={
        <Anchor component={Link} size="sm" to={addressOf('/prices/competitors', asked)}>
          {t('allSightings')}
        </Anchor>
      }
    >
      {line?.competitor && line.fit ? (
        <Stack gap="xs" mt="xs">
          <Group gap="sm">
            <FitMark fit={line.fit} difference={line.difference_percent} />
            <Text size="sm">
              {t('best', {
                competitor: line.competitor.competitor,
                price: formats.price(line.competitor.unit_price, price.currency ?? ''),
                day: formats.date(line.competitor.seen_on),
              })}
            </Text>
          </Group>
          <PlainTable
            label={t('market')}
            rows={seen}
            rowKey={(row) => row.sighting_id}
            columns={[
              { id: 'competitor', header: t('field:competitor'), cell: (row) => row.competitor, isTitle: true },
              {
                id: 'price',
                header: t('field:unit_price'),
                isNumber: true,
                cell: (row) => formats.price(row.unit_price, row.currency),
              },
              { id: 'seen', header: t('field:seen_on'), cell: (row) => formats.date(row.seen_on) },
              { id: 'evidence', header: t('field:evidence'), cell: (row) => t(`value:evidence.${row.evidence}`) },
              { id: 'note', header: t('field:note'), cell: (row) => row.note },
            ]}
          />
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          {t('noSighting')}
        </Text>
      )}
    </Surface>
  )
}

function Agreements({ price }: { price: PricedOrder }) {
  const { t } = useTranslation(['prices', 'value', 'field'])
  const formats = useFormats()
  const given = price.lines[0]?.agreement_id
  return (
    <Surface title={t('agreements')} note={t('agreementsNote')}>
      {price.agreements.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noAgreement')}
        </Text>
      ) : (
        <PlainTable
          label={t('agreements')}
          rows={price.agreements}
          rowKey={(row) => row.agreement_id}
          columns={[
            {
              id: 'name',
              header: t('field:name'),
              isTitle: true,
              cell: (row) => (
                <Link
                  to={addressOf('/prices/agreements', { q: row.agreement_id, open: row.agreement_id })}
                  style={{ color: 'inherit' }}
                >
                  {row.name}
                </Link>
              ),
            },
            { id: 'party', header: t('field:agreedWith'), cell: (row) => t(`value:party.${row.party}`) },
            { id: 'list', header: t('field:list_id'), cell: (row) => row.list_id },
            {
              id: 'discount',
              header: t('field:discount_percent'),
              isNumber: true,
              cell: (row) => formats.percent(row.discount_percent / 100, { min: 0, max: 2 }),
            },
            {
              id: 'tax',
              header: t('field:tax_treatment'),
              cell: (row) => row.tax_treatment && t(`value:tax_treatment.${row.tax_treatment}`),
            },
            {
              id: 'given',
              header: t('gavePrice'),
              cell: (row) =>
                row.agreement_id === given && (
                  <Group gap={6} wrap="nowrap" c="var(--sf-right)">
                    <Icon name="check" size={16} />
                    <Text size="sm" inherit>
                      {t('thisOne')}
                    </Text>
                  </Group>
                ),
            },
          ]}
        />
      )}
    </Surface>
  )
}
