/** Changes all days from one on: how much, on which days, where to. Only what is made different is sent. */
import { Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from '../notices.tsx'
import { RepeatFields, type Rhythm, rhythmOf } from '../repeat-fields.tsx'
import { useFocusBack } from '../use-focus-back.ts'
import { shiftedDay, withQuantities } from './days.ts'
import type { Repeating, RepeatTerms, TermsChange } from './requests.ts'

const DayField = lazy(() => import('../day-field.tsx').then((module) => ({ default: module.DayField })))

type Props = {
  recurring: Repeating
  terms: RepeatTerms
  isWaiting: boolean
  error: unknown
  onSubmit: (change: TermsChange) => void
  onClose: () => void
}

const rhythmIn = (terms: RepeatTerms): Rhythm => ({
  kind: terms.every_days ? 'days' : 'weekdays',
  weekdays: [...(terms.weekdays ?? [])],
  everyWeeks: terms.every_weeks ?? 1,
  everyDays: terms.every_days ?? 1,
  closedDayRule: terms.closed_day_rule,
})

export function TermsDialog({ recurring, terms, isWaiting, error, onSubmit, onClose }: Props) {
  const { t } = useTranslation(['repeat', 'ui'])
  useFocusBack()
  const tomorrow = shiftedDay(1)
  const [from, setFrom] = useState<string | null>(tomorrow > recurring.starts_on ? tomorrow : recurring.starts_on)
  const [quantities, setQuantities] = useState<ReadonlyMap<number, number>>(
    () => new Map(terms.lines.map((line) => [line.line_number, line.quantity])),
  )
  const [rhythm, setRhythm] = useState(() => rhythmIn(terms))
  const [place, setPlace] = useState(terms.location_id)
  const said = rhythmOf(rhythm)
  const lines = withQuantities(terms.lines, quantities)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (from && said && lines.length > 0) onSubmit({ from, ...changedOf(terms, { said, lines, place }) })
  }
  return (
    <Modal opened onClose={onClose} title={t('changeAllTitle')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {error != null && <ProblemNote error={error} />}
          <Suspense>
            <DayField label={t('fromDay')} value={from} onChange={setFrom} isRequired />
          </Suspense>
          {terms.lines.map((line) => (
            <NumberInput
              key={line.line_number}
              label={recurring.product_names[line.product_id] ?? line.product_id}
              value={quantities.get(line.line_number) ?? ''}
              onChange={(next) =>
                setQuantities(new Map(quantities).set(line.line_number, typeof next === 'number' ? next : 0))
              }
              min={0}
              decimalScale={3}
            />
          ))}
          {recurring.places.length > 1 && (
            <Select
              label={t('place')}
              value={place}
              allowDeselect={false}
              onChange={(next) => setPlace(next ?? place)}
              data={recurring.places.map(({ location_id, name }) => ({ value: location_id, label: name }))}
            />
          )}
          <RepeatFields value={rhythm} onChange={setRhythm} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={isWaiting} disabled={from === null || said === null || lines.length === 0}>
              {t('ui:repeat.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type Said = { said: NonNullable<ReturnType<typeof rhythmOf>>; lines: RepeatTerms['lines']; place: string }

/** A rhythm that stays must not be said anew: it would begin to count from the day of the change. */
function changedOf(terms: RepeatTerms, { said, lines, place }: Said): Partial<Omit<TermsChange, 'from'>> {
  const { closed_day_rule, ...days } = said
  const before = rhythmOf(rhythmIn(terms))
  const isOtherRhythm = JSON.stringify(said) !== JSON.stringify({ ...before, closed_day_rule })
  return {
    lines,
    ...(isOtherRhythm && days),
    ...(closed_day_rule !== terms.closed_day_rule && { closed_day_rule }),
    ...(place !== terms.location_id && { location_id: place }),
  }
}
