/** Ordering: products into the basket, a day, two or three offers, one taken. An earlier order may be its beginning, or what is changed. */
import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Quote, TakenOffer } from '../../../../contract/quotes.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PageWaiting, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { TakenLate } from '../../../ui/taken-late.tsx'
import { useChoices } from '../../lib/own-choices.ts'
import { useSession } from '../../lib/session.ts'
import { type Basket, type Changed, EMPTY, wishOf, withLine, withNextQuantities } from './basket.ts'
import { BasketPanel } from './basket-panel.tsx'
import { beginningOf } from './beginning.ts'
import { NextQuantities } from './next-quantities.tsx'
import { OffersPanel } from './offers-panel.tsx'
import classes from './order-form.module.css'
import { ProductSearch } from './product-search.tsx'
import { newOffersOf, nextQuantitiesOf, useAsk, useEarlier, useTake } from './use-ordering.ts'

export default function OrderFormScreen() {
  const { t } = useTranslation(['ordering', 'shell', 'orders'])
  const [{ again, change }] = useAddress()
  const orderId = change ?? again
  const earlier = useEarlier(orderId, Boolean(change))
  const choices = useChoices()
  const title = change ? t('changeTitle', { number: change }) : t('title')
  const crumb = orderId
    ? { label: t('orders:orderTitle', { number: orderId }), to: `/orders/${encodeURIComponent(orderId)}` }
    : { label: t('orders:title'), to: '/orders' }
  const failed = earlier.error ?? choices.error
  return (
    <>
      <PageHead title={title} program={t('shell:program')} crumb={crumb} lead={t(change ? 'changeLead' : 'lead')} />
      {failed ? (
        <ProblemNote error={failed} onRetry={() => Promise.all([earlier.refetch(), choices.refetch()])} />
      ) : !choices.data || (orderId && !earlier.data) ? (
        <PageWaiting />
      ) : (
        <OrderForm
          key={`${again} ${change}`}
          start={
            earlier.data
              ? beginningOf(earlier.data.file, earlier.data.options)
              : {
                  basket: { ...EMPTY, locationId: choices.data.places[0]?.location_id ?? null },
                  changed: null,
                  left: 0,
                }
          }
        />
      )}
    </>
  )
}

type Start = { basket: Basket; changed: Changed | null; left: number }

function OrderForm({ start }: { start: Start }) {
  const { t } = useTranslation('ordering')
  const session = useSession()
  const [basket, setBasket] = useState(start.basket)
  const [quote, setQuote] = useState<Quote | null>(null)
  const ask = useAsk()
  const take = useTake()
  const wish = wishOf(basket, session.customer_id ?? '', start.changed)
  const names = new Map(basket.lines.map((line) => [line.productId, line.name]))
  const nextQuantities = nextQuantitiesOf(ask.error)
  const askFor = (meant: Basket) => {
    const meantWish = wishOf(meant, session.customer_id ?? '', start.changed)
    if (meantWish === null) return
    setBasket(meant)
    take.reset()
    ask.mutate(meantWish, { onSuccess: setQuote })
  }
  // Whatever is changed in the basket makes the offers those of another wish.
  const change = (next: Basket) => {
    setBasket(next)
    setQuote(null)
    ask.reset()
  }
  useEffect(() => {
    if (take.data) window.scrollTo({ top: 0 })
  }, [take.data])
  if (take.data) return <Ordered taken={take.data} isChange={start.changed !== null} names={names} />
  return (
    <div className={classes.form}>
      {quote ? (
        <Stack gap="md" aria-live="polite">
          {take.isError && <ProblemNote error={take.error} />}
          <OffersPanel
            key={quote.quote_id}
            quote={quote}
            nameOf={(id) => names.get(id) ?? id}
            isChange={start.changed !== null}
            isWaiting={take.isPending}
            onBack={() => setQuote(null)}
            onTake={(choice) =>
              take.mutate(
                { quoteId: quote.quote_id, ...choice },
                { onError: (error) => setQuote((old) => newOffersOf(error) ?? old) },
              )
            }
          />
        </Stack>
      ) : (
        <ProductSearch onPick={(picked) => change(withLine(basket, picked))} />
      )}
      <Stack gap="md">
        {start.left > 0 && (
          <Alert variant="light" color="gray" icon={<Icon name="alert" />}>
            {t('leftOut', { count: start.left })}
          </Alert>
        )}
        {nextQuantities.length > 0 ? (
          <NextQuantities
            rows={nextQuantities}
            names={names}
            onTake={() => askFor(withNextQuantities(basket, nextQuantities))}
          />
        ) : (
          ask.isError && <ProblemNote error={ask.error} />
        )}
        <BasketPanel
          basket={basket}
          isChange={start.changed !== null}
          isReady={wish !== null}
          isWaiting={ask.isPending}
          isAsked={quote !== null}
          onChange={change}
          onAsk={() => askFor(basket)}
        />
      </Stack>
    </div>
  )
}

function Ordered({ taken, isChange, names }: { taken: TakenOffer; isChange: boolean; names: Map<string, string> }) {
  const { t } = useTranslation('ordering')
  const formats = useFormats()
  return (
    <Surface title={t(isChange ? 'changedTitle' : 'orderedTitle')}>
      <Stack gap="sm" role="status">
        {taken.lines.map((line) => (
          <Group key={line.line_number} justify="space-between" wrap="nowrap">
            <Text size="sm" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              {t('orderedLine', {
                product: names.get(line.product_id) ?? line.product_id,
                quantity: formats.number(line.quantity, { min: 0, max: 3 }),
              })}
            </Text>
            <Text fw={650}>{formats.longDate(line.to_date)}</Text>
          </Group>
        ))}
        <TakenLate
          path={`/api/v1/portal/orders/${encodeURIComponent(taken.order_id)}`}
          textOf={(when) => t('takenLate', { when })}
        />
        <Group justify="space-between">
          <Anchor component={Link} to={`/orders/${encodeURIComponent(taken.order_id)}`}>
            {t('openOrder', { number: taken.order_id })}
          </Anchor>
          <Button component={Link} to="/orders" variant="default">
            {t('toOrders')}
          </Button>
        </Group>
      </Stack>
    </Surface>
  )
}
