/** The promise desk: a wish in, two or three offers out that can be kept, the one taken becomes the promise. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Quote, TakenOffer } from '../../../../contract/quotes.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { TakenLate } from '../../../ui/taken-late.tsx'
import { useNames } from '../../lib/records/use-names.ts'
import { OffersPanel } from './offers-panel.tsx'
import { draftOf } from './order-draft.ts'
import classes from './promise-desk.module.css'
import { newOffersOf, useAsk, useDecline, useOrderToChange, useTake } from './use-desk.ts'
import { type Draft, emptyDraft, wishOf } from './wish-draft.ts'
import { WishForm } from './wish-form.tsx'

export default function PromiseDeskScreen() {
  const { t } = useTranslation(['desk', 'shell'])
  const [{ order: orderId }] = useAddress()
  const order = useOrderToChange(orderId)
  const draft = order.data && draftOf(order.data.file, order.data.options)
  return (
    <>
      <PageHead
        title={orderId ? t('changeTitle', { order: orderId }) : t('shell:screen.promise-desk')}
        program={t('shell:program')}
        lead={t(orderId ? 'changeLead' : 'lead')}
        {...(orderId && { crumb: { label: orderId, to: `/orders/${encodeURIComponent(orderId)}` } })}
      />
      {orderId ? (
        <Answer of={order}>{() => <Desk key={orderId} start={draft ?? emptyDraft()} />}</Answer>
      ) : (
        <Desk start={emptyDraft()} />
      )}
    </>
  )
}

function Desk({ start }: { start: Draft }) {
  const { t } = useTranslation('desk')
  const [draft, setDraft] = useState(start)
  const [quote, setQuote] = useState<Quote | null>(null)
  const [round, setRound] = useState(0)
  const ask = useAsk()
  const take = useTake()
  const decline = useDecline()
  const asking = () => {
    const wish = wishOf(draft)
    if (wish === null) return
    take.reset()
    ask.mutate(wish, { onSuccess: setQuote })
  }
  const startOver = () => {
    setDraft(emptyDraft())
    setRound(round + 1)
    setQuote(null)
    ask.reset()
    take.reset()
  }
  const letGo = () => {
    if (quote) decline.mutate({ quoteId: quote.quote_id, reason: '' })
    startOver()
  }
  return (
    <div className={classes.desk}>
      <WishForm key={round} draft={draft} onChange={setDraft} onAsk={asking} isWaiting={ask.isPending} />
      <Stack gap="md" aria-live="polite">
        {ask.isError && <ProblemNote error={ask.error} />}
        {take.isError && <ProblemNote error={take.error} />}
        {take.data ? (
          <Promised taken={take.data} onNext={startOver} />
        ) : quote ? (
          <OffersPanel
            key={quote.quote_id}
            quote={quote}
            isChange={draft.order !== undefined}
            isWaiting={take.isPending}
            onLetGo={letGo}
            onTake={(choice) =>
              take.mutate(
                { quoteId: quote.quote_id, ...choice },
                { onError: (error) => setQuote((old) => newOffersOf(error) ?? old) },
              )
            }
          />
        ) : (
          <Surface title={t('offers')}>
            <Empty icon="handshake" title={t('noWish')}>
              {t('noWishNote')}
            </Empty>
          </Surface>
        )}
      </Stack>
    </div>
  )
}

function Promised({ taken, onNext }: { taken: TakenOffer; onNext: () => void }) {
  const { t } = useTranslation('desk')
  const formats = useFormats()
  const productOf = useNames(
    '/products',
    taken.lines.map((line) => line.product_id),
  )
  return (
    <Surface title={t('promisedTitle')}>
      <Stack gap="sm">
        {taken.lines.map((line) => (
          <Group key={line.line_number} justify="space-between" wrap="nowrap">
            <Text size="sm" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              {t('promisedLine', {
                product: productOf(line.product_id),
                quantity: formats.number(line.quantity, { min: 0, max: 3 }),
              })}
            </Text>
            <Text fw={650}>{formats.longDate(line.to_date)}</Text>
          </Group>
        ))}
        <TakenLate
          path={`/api/v1/orders/${encodeURIComponent(taken.order_id)}`}
          textOf={(when) => t('takenLate', { when })}
        />
        <Group justify="space-between">
          <Anchor component={Link} to={`/orders/${encodeURIComponent(taken.order_id)}`}>
            {t('openOrder', { order: taken.order_id })}
          </Anchor>
          <Button onClick={onNext} autoFocus>
            {t('nextWish')}
          </Button>
        </Group>
      </Stack>
    </Surface>
  )
}
