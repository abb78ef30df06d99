/** Makes one day of something that comes round different: another day, other quantities. */
import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from './notices.tsx'
import { useFocusBack } from './use-focus-back.ts'

const DayField = lazy(() => import('./day-field.tsx').then((module) => ({ default: module.DayField })))

type Line = { line_number: number; quantity: number; label: string }
type Props = {
  title: string
  day: string
  dayLabel: string
  /** None: only the day is asked for. */
  lines: readonly Line[]
  isWaiting: boolean
  error: unknown
  onSubmit: (changed: { day: string; quantities: ReadonlyMap<number, number> }) => void
  onClose: () => void
}

export function RepeatChange({ title, day, dayLabel, lines, isWaiting, error, onSubmit, onClose }: Props) {
  const { t } = useTranslation('ui')
  useFocusBack()
  const [chosen, choose] = useState<string | null>(day)
  const [quantities, setQuantities] = useState<ReadonlyMap<number, number>>(
    () => new Map(lines.map((line) => [line.line_number, line.quantity])),
  )
  const isNothing = lines.length > 0 && [...quantities.values()].every((one) => one === 0)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen) onSubmit({ day: chosen, quantities })
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {error != null && <ProblemNote error={error} />}
          <Suspense>
            <DayField label={dayLabel} value={chosen} onChange={choose} isRequired />
          </Suspense>
          {lines.map((line) => (
            <NumberInput
              key={line.line_number}
              label={line.label}
              value={quantities.get(line.line_number) ?? ''}
              onChange={(next) =>
                setQuantities(new Map(quantities).set(line.line_number, typeof next === 'number' ? next : 0))
              }
              min={0}
              decimalScale={3}
            />
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isWaiting} disabled={chosen === null || isNothing}>
              {t('repeat.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
