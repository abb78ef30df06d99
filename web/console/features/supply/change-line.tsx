/** Changes what is known of one line of supply, or calls it off. */
import { Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExpectedLine } from '../../../../contract/expected.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { type Checked, useCancelLine, useChangeLine } from './use-supply.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

type Props = { line: ExpectedLine; onClose: () => void; onDone: (checked: Checked) => void }

export function ChangeLine({ line, onClose, onDone }: Props) {
  const { t } = useTranslation(['supply', 'field', 'ui'])
  const [quantity, setQuantity] = useState<number | null>(line.quantity)
  const [dueOn, setDueOn] = useState<string | null>(line.due_on)
  const [isGiven, setGiven] = useState(line.is_count_given)
  const [countedOn, setCountedOn] = useState<string | null>(line.counted_on)
  const [reason, setReason] = useState('')
  const change = useChangeLine(line.supply_id)
  const cancel = useCancelLine(line.supply_id)
  const isTransfer = line.kind === 'transfer'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!dueOn || !quantity) return
    const counted = isGiven ? { counted_on: countedOn ?? dueOn } : line.is_count_given ? { counted_on: null } : {}
    const wish = { due_on: dueOn, ...(!isTransfer && { quantity }), ...counted, reason: reason.trim() || null }
    change.mutate({ line: line.line_number, wish }, { onSuccess: onDone })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('changeOf', { product: line.product_name })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {change.isError && <ProblemNote error={change.error} />}
          {cancel.isError && <ProblemNote error={cancel.error} />}
          {!isTransfer && (
            <NumberInput
              label={t('field:quantity')}
              value={quantity ?? ''}
              onChange={(value) => setQuantity(value === '' ? null : Number(value))}
              min={0}
              decimalScale={3}
              hideControls
              withAsterisk
            />
          )}
          <Suspense fallback={null}>
            <DayField label={t('due')} value={dueOn} onChange={setDueOn} isRequired />
            <Checkbox
              label={t('giveDay')}
              description={t('giveDayNote')}
              checked={isGiven}
              onChange={(event) => setGiven(event.currentTarget.checked)}
            />
            {isGiven && <DayField label={t('counted')} value={countedOn} onChange={setCountedOn} isRequired />}
          </Suspense>
          <TextInput
            label={t('field:reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="space-between" gap="xs">
            {isTransfer ? (
              <span />
            ) : (
              <Button
                variant="default"
                loading={cancel.isPending}
                onClick={() => cancel.mutate({ line: line.line_number, reason }, { onSuccess: onDone })}
              >
                {t('callOff')}
              </Button>
            )}
            <Button type="submit" loading={change.isPending}>
              {t('ui:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
