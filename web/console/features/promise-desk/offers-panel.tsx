/** The offers for a wish, worked by keys alone: a number or the arrows choose, Enter takes. */
import {
  Alert,
  Button,
  Checkbox,
  Group,
  List,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Quote } from '../../../../contract/quotes.ts'
import { ChoiceCards } from '../../../ui/choice-card.tsx'
import { DoorFields, NOTHING_SAID, type Said, saidOf } from '../../../ui/door.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { type Slot, SlotField } from '../../../ui/slot-choice.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useNames } from '../../lib/records/use-names.ts'
import { MarketPanel } from './market-panel.tsx'
import { OfferCard } from './offer-card.tsx'
import { type Choice, useContacts, useOfferedSlots } from './use-desk.ts'

type Props = {
  quote: Quote
  isChange: boolean
  onTake: (choice: Choice) => void
  onLetGo: () => void
  isWaiting: boolean
}

export function OffersPanel({ quote, isChange, onTake, onLetGo, isWaiting }: Props) {
  const { t } = useTranslation('desk')
  const formats = useFormats()
  const form = useRef<HTMLFormElement>(null)
  const [chosen, choose] = useState(quote.offers[0]?.offer_number ?? 0)
  const [hasConsent, setConsent] = useState(false)
  const [reference, setReference] = useState('')
  const [slot, setSlot] = useState<Slot | null>(null)
  const [door, setDoor] = useState<Said>(NOTHING_SAID)
  const slots = useOfferedSlots(quote.quote_id).data
  const contacts = useContacts(quote.customer_id).data?.rows ?? []
  const [change, setChange] = useState({ cause: 'customer' as 'customer' | 'company', reason: '', isFavor: false })
  const offer = quote.offers.find((one) => one.offer_number === chosen)
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
        <Empty icon="handshake" title={t('nothingToOffer')}>
          {t('nothingToOfferNote')}
        </Empty>
        <Notes quote={quote} />
      </Surface>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!needsConsent || hasConsent)
      onTake({
        offerNumber: chosen,
        hasConsent,
        reference,
        slot: chosenSlot,
        door: saidOf(door),
        ...(isChange && { change }),
      })
  }
  return (
    <Surface title={t('offers')} note={t('holdsUntil', { time: formats.time(quote.expires_at) })}>
      <form ref={form} onSubmit={submit}>
        <Stack gap="md">
          <ChoiceCards label={t('offers')}>
            {quote.offers.map((one) => (
              <OfferCard
                key={one.offer_number}
                offer={one}
                isChosen={one.offer_number === chosen}
                onChoose={() => choose(one.offer_number)}
              />
            ))}
          </ChoiceCards>
          <MarketPanel market={quote.market} />
          <Notes quote={quote} />
          {needsConsent && (
            <Checkbox
              label={t('consent')}
              checked={hasConsent}
              onChange={(event) => setConsent(event.currentTarget.checked)}
            />
          )}
          {!isChange && (
            <AtTheDoor>
              <SlotField rows={rows} zone={slots?.zone ?? null} value={chosenSlot} onChange={setSlot} />
              <DoorFields value={door} contacts={contacts} onChange={setDoor} />
            </AtTheDoor>
          )}
          {isChange && <ChangeFields change={change} onChange={setChange} />}
          <Group align="flex-end" justify="space-between">
            {!isChange && (
              <TextInput
                label={t('reference')}
                value={reference}
                onChange={(event) => setReference(event.currentTarget.value)}
                maxLength={100}
                style={{ flex: '1 1 200px' }}
              />
            )}
            <Group>
              <Button variant="default" onClick={onLetGo}>
                {t('letGo')}
              </Button>
              <Button type="submit" loading={isWaiting} disabled={needsConsent && !hasConsent}>
                {t('take')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Surface>
  )
}

/** What is said of the door stands side by side where there is room. */
const AtTheDoor = ({ children }: { children: ReactNode }) => (
  <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm">
    {children}
  </SimpleGrid>
)

type Change = NonNullable<Choice['change']>

/** Whose wish a new promise is decides whether it slid; after the cut-off the customer's is a favor, and said to be one. */
function ChangeFields({ change, onChange }: { change: Change; onChange: (change: Change) => void }) {
  const { t } = useTranslation('desk')
  return (
    <Stack gap="xs">
      <SegmentedControl
        value={change.cause}
        aria-label={t('causeLabel')}
        onChange={(cause) => onChange({ ...change, cause: cause as Change['cause'] })}
        data={[
          { value: 'customer', label: t('cause.customer') },
          { value: 'company', label: t('cause.company') },
        ]}
      />
      <TextInput
        label={t('reason')}
        value={change.reason}
        maxLength={200}
        onChange={(event) => onChange({ ...change, reason: event.currentTarget.value })}
      />
      {change.cause === 'customer' && (
        <Checkbox
          label={t('favor')}
          checked={change.isFavor}
          onChange={(event) => onChange({ ...change, isFavor: event.currentTarget.checked })}
        />
      )}
    </Stack>
  )
}

/** What stands in the way, what is kept for others and by which policy, and what applies to these goods at this place. */
function Notes({ quote }: { quote: Quote }) {
  const { t } = useTranslation('desk')
  const formats = useFormats()
  const { minimum } = quote
  const productOf = useNames(
    '/products',
    quote.kept.map((one) => one.product_id),
  )
  const siteOf = useNames(
    '/locations',
    quote.kept.map((one) => one.site_id),
  )
  const { obstacles, kept, requirements, quantities } = quote
  if (obstacles.length + kept.length + requirements.length + quantities.length === 0 && !minimum) return null
  return (
    <Alert variant="light" color="gray" icon={<Icon name="alert" />} title={t('toKnow')}>
      <List size="sm" spacing={4}>
        {minimum && (
          <List.Item>
            {t('belowMinimum', {
              worth: formats.money(minimum.worth_minor, minimum.currency),
              minimum: formats.money(minimum.minimum_minor, minimum.currency),
            })}
          </List.Item>
        )}
        {quantities.map((one) => (
          <List.Item key={one.line_number}>
            {t('notOffered', {
              line: one.line_number,
              quantity: formats.number(one.quantity, { min: 0, max: 3 }),
              next: formats.number(one.next_quantity, { min: 0, max: 3 }),
            })}
          </List.Item>
        ))}
        {quote.obstacles.map((one) => (
          <List.Item key={`${one.line_number} ${one.reason}`}>
            {one.line_number === null
              ? t(`obstacle.${one.reason}`)
              : t('obstacleOfLine', { line: one.line_number, reason: t(`obstacle.${one.reason}`) })}
          </List.Item>
        ))}
        {quote.kept.map((one) => (
          <List.Item key={`${one.product_id} ${one.site_id}`}>
            {t('kept', {
              quantity: formats.number(one.quantity, { min: 0, max: 3 }),
              product: productOf(one.product_id),
              site: siteOf(one.site_id),
              policy: one.policy_id ?? '',
              tier: one.own_tier,
            })}
          </List.Item>
        ))}
        {quote.requirements.map((one) => (
          <List.Item key={one.requirement_id}>
            <Text component="span" size="sm">
              {one.text}
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
