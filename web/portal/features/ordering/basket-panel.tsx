/** The basket: how much of what, where to, by when. */
import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useChoices } from '../../lib/own-choices.ts'
import type { Basket, BasketLine } from './basket.ts'
import { useRuleText } from './rule-text.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

type Props = {
  basket: Basket
  isChange: boolean
  isReady: boolean
  isWaiting: boolean
  isAsked: boolean
  onChange: (basket: Basket) => void
  onAsk: () => void
}

export function BasketPanel({ basket, isChange, isReady, isWaiting, isAsked, onChange, onAsk }: Props) {
  const { t } = useTranslation('ordering')
  const places = useChoices().data?.places ?? []
  const setLine = (at: number, line: BasketLine | null) =>
    onChange({ ...basket, lines: basket.lines.flatMap((one, index) => (index === at ? (line ?? []) : one)) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAsk()
  }
  return (
    <Surface title={t(isChange ? 'changeBasket' : 'basket')} note={isChange ? t('changeBasketNote') : undefined}>
      {basket.lines.length === 0 ? (
        <Empty icon="orders" title={t('emptyBasket')}>
          {t(isChange ? 'nothingToChange' : 'emptyBasketNote')}
        </Empty>
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            {basket.lines.map((line, at) => (
              <Line
                key={`${line.kind} ${line.productId} ${line.lineNumber}`}
                line={line}
                onChange={(next) => setLine(at, next)}
                onRemove={line.before === null ? () => setLine(at, null) : undefined}
              />
            ))}
            {places.length > 1 && (
              <Select
                label={t('place')}
                data={places.map((place) => ({
                  value: place.location_id,
                  label: [place.name, place.city].filter(Boolean).join(' · '),
                }))}
                value={basket.locationId}
                allowDeselect={false}
                onChange={(locationId) => onChange({ ...basket, locationId })}
              />
            )}
            <Group grow gap="xs" align="flex-start">
              <Suspense fallback={<TextInput label={t('from')} readOnly />}>
                <DayField label={t('from')} value={basket.from} onChange={(from) => onChange({ ...basket, from })} />
              </Suspense>
              <Suspense fallback={<TextInput label={t('by')} readOnly />}>
                <DayField label={t('by')} value={basket.to} onChange={(to) => onChange({ ...basket, to })} />
              </Suspense>
            </Group>
            <Text size="xs" c="dimmed">
              {t(isChange ? 'dayNoteChange' : 'dayNote')}
            </Text>
            {!isAsked && (
              <Button type="submit" loading={isWaiting} disabled={!isReady}>
                {t('ask')}
              </Button>
            )}
          </Stack>
        </form>
      )}
    </Surface>
  )
}

type LineProps = { line: BasketLine; onChange: (line: BasketLine) => void; onRemove: (() => void) | undefined }

function Line({ line, onChange, onRemove }: LineProps) {
  const { t } = useTranslation('ordering')
  const unit = useUnit()
  const rule = useRuleText()(line.rule, line.unit)
  return (
    <Group wrap="nowrap" align="flex-end" gap="xs">
      <NumberInput
        label={line.name}
        {...(rule && { description: rule })}
        step={line.rule?.multiple ?? 1}
        value={line.quantity}
        onChange={(quantity) => onChange({ ...line, quantity: typeof quantity === 'number' ? quantity : '' })}
        min={0.001}
        decimalScale={3}
        suffix={line.unit ? ` ${unit(line.unit)}` : ''}
        style={{ flex: 1, minWidth: 0 }}
      />
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('removeNamed', { name: line.name })}
          onClick={onRemove}
        >
          <Icon name="trash" size={16} />
        </ActionIcon>
      )}
    </Group>
  )
}
