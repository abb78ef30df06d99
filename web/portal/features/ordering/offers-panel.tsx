/** The offers for a wish in a customer's words: when all of it comes, what it costs, and how each line comes. */
import { Alert, Badge, Button, Checkbox, Group, List, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Offer, Quote } from '../../../../contract/quotes.ts'
import { ChoiceCard, ChoiceCards } from '../../../ui/choice-card.tsx'
import { DoorFields, NOTHING_SAID, type Said, saidOf } from '../../../ui/door.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { type Slot, SlotField } from '../../../ui/slot-choice.tsx'
import { Surface } from '../../../ui/surface.tsx'

import { useChoices } from '../../lib/own-choices.ts'
import { type Taking, useOfferedNames, useOfferedSlots } from './use-ordering.ts'

type Props = {
  quote: Quote
  nameOf: (productId: string) => string
  isChange: boolean
  isWaiting: boolean
  onTake: (choice: Choice) => void
  onBack: () => void
}

type Choice = Omit<Taking, 'quoteId'>

/** Two or three are a choice; more are a list to be studied. */
const SHOWN_MAX = 3

export function OffersPanel({ quote, nameOf: nameInBasket, isChange, isWaiting, onTake, onBack }: Props) {
  const { t } = useTranslation('ordering')
  const formats = useFormats()
  const offeredName = useOfferedNames(quote)
  const nameOf = (productId: string) => offeredName(productId) ?? nameInBasket(productId)
  const form = useRef<HTMLFormElement>(null)
  const offers = quote.offers.slice(0, SHOWN_MAX)
  const [chosen, choose] = useState(offers[0]?.offer_number ?? 0)
  const [hasConsent, setConsent] = useState(false)
  const [reference, setReference] = useState('')
  const [slot, setSlot] = useState<Slot | null>(null)
  const [door, setDoor] = useState<Said>(NOTHING_SAID)
  const slots = useOfferedSlots(quote.quote_id).data
  const contacts = useChoices().data?.contacts ?? []
  const offer = offers.find((one) => one.offer_number === chosen)
  const needsConsent = offer?.lines.some((line) => line.needs_consent) ?? false
  const rows = slots?.offers.find((one) => one.offer_number === chosen)?.rows ?? []
  // Hours of another offer's day are not those of this one.
  const chosenSlot =
    slot && rows.some((one) => one.day === slot.day && one.resource_id === slot.resource_id) ? slot : null
  // The eye and the keys go to the first offer as soon as it is there.
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus(), [])
  if (!offer)
    return (
      <Surface title={t('offers')}>
        <Empty icon="handshake" title={t('nothingToOffer')} action={<Button onClick={onBack}>{t('back')}</Button>}>
          {t('nothingToOfferNote')}
        </Empty>
        <HeldBack quote={quote} nameOf={nameOf} />
      </Surface>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!needsConsent || hasConsent)
      onTake({ offerNumber: chosen, hasConsent, reference, slot: chosenSlot, door: saidOf(door) })
  }
  return (
    <Surface title={t('offers')} note={t('holdsUntil', { time: formats.time(quote.expires_at) })}>
      <form ref={form} onSubmit={submit}>
        <Stack gap="md">
          <ChoiceCards label={t('offers')}>
            {offers.map((one) => (
              <ChoiceCard
                key={one.offer_number}
                name="offer"
                isChosen={one.offer_number === chosen}
                onChoose={() => choose(one.offer_number)}
              >
                <OfferFace offer={one} nameOf={nameOf} isOpen={one.offer_number === chosen} />
              </ChoiceCard>
            ))}
          </ChoiceCards>
          <HeldBack quote={quote} nameOf={nameOf} />
          {needsConsent && (
            <Checkbox
              label={t('consent')}
              checked={hasConsent}
              onChange={(event) => setConsent(event.currentTarget.checked)}
            />
          )}
          {!isChange && (
            <>
              <SlotField rows={rows} zone={slots?.zone ?? null} value={chosenSlot} onChange={setSlot} />
              <DoorFields value={door} contacts={contacts} onChange={setDoor} />
            </>
          )}
          {!isChange && (
            <TextInput
              label={t('reference')}
              value={reference}
              maxLength={100}
              onChange={(event) => setReference(event.currentTarget.value)}
            />
          )}
          <Group justify="space-between">
            <Button variant="default" onClick={onBack}>
              {t('back')}
            </Button>
            <Button type="submit" loading={isWaiting} disabled={needsConsent && !hasConsent}>
              {t(isChange ? 'takeChange' : 'take')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Surface>
  )
}

/** Why goods that are there are not offered: said without others' names or figures. */
function HeldBack({ quote, nameOf }: Pick<Props, 'quote' | 'nameOf'>) {
  const { t } = useTranslation('ordering')
  const isLate = quote.offers.every((offer) => !offer.is_as_wished)
  if (quote.held_back.length === 0 || !isLate) return null
  return (
    <Alert variant="light" color="gray" icon={<Icon name="alert" />} title={t('heldBackTitle')}>
      {t('heldBack', { products: quote.held_back.map(({ product_id }) => nameOf(product_id)).join(', ') })}
    </Alert>
  )
}

function OfferFace({ offer, nameOf, isOpen }: { offer: Offer; nameOf: (id: string) => string; isOpen: boolean }) {
  const { t } = useTranslation('ordering')
  const formats = useFormats()
  const total =
    offer.total_minor === null || offer.currency === null
      ? t('priceNotKnown')
      : formats.money(offer.total_minor, offer.currency)
  const marks = [
    !offer.is_as_wished && t('notAsWished'),
    offer.is_in_parts && t('inParts'),
    offer.has_substitute && t('withSubstitute'),
    offer.is_expedited && t('expedited'),
  ].filter((mark): mark is string => Boolean(mark))
  return (
    <>
      <Group gap={6} mb={2}>
        {offer.kinds.map((kind) => (
          <Badge key={kind} variant="light" tt="none" radius="sm">
            {t(`offerKind.${kind}`)}
          </Badge>
        ))}
        {marks.map((mark) => (
          <Badge key={mark} variant="outline" color="gray" tt="none" radius="sm">
            {mark}
          </Badge>
        ))}
      </Group>
      <Group justify="space-between" align="baseline" gap="xs">
        <Text fz={22} fw={650} lh={1.25}>
          {formats.longDate(offer.complete_on)}
        </Text>
        <Text fw={600}>{total}</Text>
      </Group>
      <Text size="xs" c="dimmed">
        {[
          offer.total_minor !== null && t('withTax'),
          offer.emission_grams !== null &&
            t('emission', { kg: formats.number(offer.emission_grams / 1000, { min: 0, max: 2 }) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {isOpen && <Sum offer={offer} />}
      {isOpen && (
        <List size="sm" mt={8} spacing={2}>
          {offer.lines.map((line) => (
            <List.Item key={`${line.line_number}/${line.part}`}>
              {t(line.substitute_for ? 'lineInstead' : 'lineComes', {
                quantity: formats.number(line.quantity, { min: 0, max: 3 }),
                product: nameOf(line.product_id),
                wished: nameOf(line.substitute_for ?? ''),
                day: formats.date(line.to_date),
              })}
            </List.Item>
          ))}
        </List>
      )}
    </>
  )
}

/** What the amount is made of. Haste is a charge like delivery, told apart. */
function Sum({ offer: { net_minor, charges_minor, tax_minor, expedite, currency } }: { offer: Offer }) {
  const { t } = useTranslation('ordering')
  const formats = useFormats()
  if (net_minor === null || currency === null) return null
  const haste = expedite?.charge_minor ?? 0
  const parts = [
    { name: t('sum.goods'), amount: net_minor },
    ...(charges_minor === null ? [] : [{ name: t('sum.delivery'), amount: charges_minor - haste }]),
    ...(haste > 0 ? [{ name: t('sum.haste'), amount: haste }] : []),
    ...(tax_minor === null ? [] : [{ name: t('sum.tax'), amount: tax_minor }]),
  ]
  return (
    <Stack component="dl" gap={2} my={8}>
      {parts.map(({ name, amount }) => (
        <Group key={name} justify="space-between" gap="md" wrap="nowrap">
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ whiteSpace: 'nowrap' }}>
            {formats.money(amount, currency)}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
