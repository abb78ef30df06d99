/** One offer: when all of it is there, what it costs, how sure it is, and how each line comes. */
import { Badge, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Offer, Touch } from '../../../../contract/quotes.ts'
import { ChoiceCard } from '../../../ui/choice-card.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useNames } from '../../lib/records/use-names.ts'
import classes from './promise-desk.module.css'

type Props = { offer: Offer; isChosen: boolean; onChoose: () => void }

export function OfferCard({ offer, isChosen, onChoose }: Props) {
  const { t } = useTranslation('desk')
  const formats = useFormats()
  return (
    <ChoiceCard name="offer" isChosen={isChosen} onChoose={onChoose}>
      <Group gap={6} mb={2}>
        {offer.kinds.map((kind) => (
          <Badge key={kind} variant="light" tt="none" radius="sm">
            {t(`offerKind.${kind}`)}
          </Badge>
        ))}
        {!offer.is_as_wished && <Mark text={t('notAsWished')} />}
        {offer.has_substitute && <Mark text={t('withSubstitute')} />}
        {offer.is_expedited && <Mark text={t('expedited')} />}
      </Group>
      <Text fz={22} fw={650} lh={1.25}>
        {formats.longDate(offer.complete_on)}
      </Text>
      <Sooner offer={offer} />
      {offer.is_in_parts && (
        <Text size="sm" c="dimmed">
          {t('inParts', { count: new Set(offer.lines.map((line) => `${line.site_id} ${line.to_date}`)).size })}
        </Text>
      )}
      <OfferFacts offer={offer} />
      {offer.touches.length > 0 && <Touches touches={offer.touches} />}
      {isChosen && <OfferLines offer={offer} />}
    </ChoiceCard>
  )
}

function Mark({ text }: { text: string }) {
  return (
    <Badge variant="outline" color="gray" tt="none" radius="sm">
      {text}
    </Badge>
  )
}

/** The chance is as good as the way that the fewest deliveries tell of. */
const weakest = ({ lines }: Offer) =>
  lines.reduce<Offer['lines'][number]['learned']>(
    (least, { learned }) => (learned && (!least || learned.cases < least.cases) ? learned : least),
    null,
  )

function OfferFacts({ offer }: { offer: Offer }) {
  const { t } = useTranslation('desk')
  const formats = useFormats()
  const money = (amount: number | null): ReactNode =>
    amount === null || offer.currency === null ? t('notKnown') : formats.money(amount, offer.currency)
  const extra = offer.extra_cost_minor
  const learned = offer.chance === null ? null : weakest(offer)
  return (
    <div className={classes.facts}>
      <Fact
        label={t('total')}
        value={money(offer.total_minor)}
        note={notes(
          offer.tax_minor && t('withTax'),
          offer.expedite?.charge_minor && t('hasteCharged', { amount: money(offer.expedite.charge_minor) }),
        )}
      />
      <Fact
        label={t('freight')}
        value={money(offer.freight_cost_minor)}
        note={notes(
          offer.expedite?.freight_more_minor
            ? t('hasteCosts', { amount: money(offer.expedite.freight_more_minor) })
            : extra && t('extra', { amount: money(extra) }),
          offer.difference?.freight_more_minor &&
            t('freightMore', { amount: money(offer.difference.freight_more_minor) }),
        )}
      />
      {offer.expedite && offer.expedite.overtime.length > 0 && (
        <Fact
          label={t('overtime')}
          value={money(offer.expedite.overtime_minor)}
          note={offer.expedite.overtime
            .map((one) =>
              t('overtimeFor', { units: formats.number(one.units), name: one.name, day: formats.date(one.day) }),
            )
            .join(', ')}
        />
      )}
      <Fact
        label={t('chance')}
        value={offer.chance === null ? t('notLearned') : formats.percent(offer.chance, 0)}
        note={
          offer.chance === null
            ? t('notLearnedNote')
            : learned && t(`learnedFrom.${learned.level}`, { cases: formats.number(learned.cases) })
        }
      />
      <Fact
        label={t('emission')}
        value={
          offer.emission_grams === null
            ? t('notKnown')
            : t('kilograms', { kg: formats.number(offer.emission_grams / 1000, { min: 0, max: 2 }) })
        }
      />
    </div>
  )
}

const notes = (...parts: (string | number | boolean | null | undefined)[]): string | undefined =>
  parts.filter(Boolean).join(', ') || undefined

/** What haste gains, and what the change gains against the promise in force. */
function Sooner({ offer: { expedite, difference } }: { offer: Offer }) {
  const { t } = useTranslation('desk')
  const said = notes(
    expedite?.days_gained && expedite.days_gained > 0 && t('gained', { count: expedite.days_gained }),
    difference && difference.days_sooner > 0 && t('sooner', { count: difference.days_sooner }),
  )
  return said ? (
    <Text size="sm" c="dimmed">
      {said}
    </Text>
  ) : null
}

function Fact({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" fw={600}>
        {value}
      </Text>
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </div>
  )
}

function OfferLines({ offer }: { offer: Offer }) {
  const { t } = useTranslation('desk')
  const formats = useFormats()
  const goods = offer.lines.filter((line) => line.kind === 'goods')
  const productOf = useNames(
    '/products',
    goods.flatMap((line) => [line.product_id, line.substitute_for]),
  )
  const siteOf = useNames(
    '/locations',
    offer.lines.map((line) => line.site_id),
  )
  const carrierOf = useNames(
    '/carriers',
    offer.lines.map((line) => line.carrier_id),
  )
  return (
    <div style={{ marginTop: 12 }}>
      <PlainTable
        label={t('howEachComes')}
        rows={offer.lines}
        rowKey={(line) => `${line.line_number}/${line.part}`}
        columns={[
          {
            id: 'line',
            header: t('what'),
            isTitle: true,
            cell: (line) =>
              line.substitute_for
                ? t('insteadOf', { product: productOf(line.product_id), wished: productOf(line.substitute_for) })
                : productOf(line.product_id),
          },
          {
            id: 'quantity',
            header: t('quantity'),
            isNumber: true,
            cell: (line) => formats.number(line.quantity, { min: 0, max: 3 }),
          },
          { id: 'to', header: t('promised'), cell: (line) => formats.date(line.to_date) },
          {
            id: 'from',
            header: t('leaves'),
            cell: (line) =>
              [siteOf(line.site_id), line.departs_on && formats.date(line.departs_on)].filter(Boolean).join(' · '),
          },
          {
            id: 'lane',
            header: t('by'),
            cell: (line) => [line.carrier_id && carrierOf(line.carrier_id), line.service].filter(Boolean).join(' · '),
          },
        ]}
      />
    </div>
  )
}

/** Whose promises the offer moves: seen before it is chosen, since it is others who pay for it. */
function Touches({ touches }: { touches: readonly Touch[] }) {
  const { t } = useTranslation('desk')
  const formats = useFormats()
  const productOf = useNames(
    '/products',
    touches.map((touch) => touch.product_id),
  )
  const siteOf = useNames(
    '/locations',
    touches.map((touch) => touch.new_site_id),
  )
  return (
    <div style={{ marginTop: 12 }}>
      <Text size="sm" fw={600}>
        {t('touches')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t('touchesNote')}
      </Text>
      <PlainTable
        label={t('touches')}
        rows={touches}
        rowKey={(touch) => `${touch.order_id}/${touch.line_number}`}
        columns={[
          {
            id: 'who',
            header: t('touchWho'),
            isTitle: true,
            cell: ({ order_id, customer_id, customer_name }) => `${order_id} · ${customer_name ?? customer_id}`,
          },
          {
            id: 'takes',
            header: t('touchTakes'),
            cell: ({ quantity, product_id, takes }) =>
              `${formats.number(quantity, { min: 0, max: 3 })} × ${productOf(product_id)}: ${takes.map((one) => t(`touchTakesKind.${one}`)).join(', ')}`,
          },
          {
            id: 'then',
            header: t('touchEffect'),
            cell: ({ effect, new_date, old_date, new_site_id }) =>
              effect === 'kept'
                ? t('touchKept', { date: formats.date(new_date), site: siteOf(new_site_id) })
                : t('touchLater', { date: formats.date(new_date), old: formats.date(old_date) }),
          },
        ]}
      />
    </div>
  )
}
