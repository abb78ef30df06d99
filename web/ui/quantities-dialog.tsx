/** Asks how much of which rows something shall be done to; a row without a quantity is left as it is. */
import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNote } from './notices.tsx'
import { useFocusBack } from './use-focus-back.ts'

export type QuantityRow = {
  key: number
  label: string
  /** Beneath the label, such as until when. */
  note?: string
  max: number
  isDisabled?: boolean
}
type Props = {
  title: string
  lead: ReactNode
  rows: readonly QuantityRow[]
  quantityOf: (row: QuantityRow) => string
  /** Further fields beneath the rows. */
  children?: ReactNode
  action: string
  isWaiting: boolean
  error: unknown
  onSubmit: (quantities: { key: number; quantity: number }[]) => void
  onClose: () => void
}

export function QuantitiesDialog(props: Props) {
  const { title, lead, rows, quantityOf, children, action, isWaiting, error, onSubmit, onClose } = props
  const { t } = useTranslation('ui')
  useFocusBack()
  const [values, setValues] = useState<ReadonlyMap<number, number | ''>>(
    () => new Map(rows.map((row) => [row.key, row.isDisabled ? '' : row.max])),
  )
  const chosen = rows.flatMap(({ key, isDisabled }) => {
    const quantity = values.get(key)
    return !isDisabled && typeof quantity === 'number' && quantity > 0 ? [{ key, quantity }] : []
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen.length > 0) onSubmit(chosen)
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {error != null && <ProblemNote error={error} />}
          <Text size="sm">{lead}</Text>
          {rows.map((row) => (
            <NumberInput
              key={row.key}
              label={row.label}
              description={[quantityOf(row), row.note].filter(Boolean).join(' · ')}
              value={values.get(row.key) ?? ''}
              onChange={(value) => setValues(new Map(values).set(row.key, typeof value === 'number' ? value : ''))}
              min={0}
              max={row.max}
              clampBehavior="strict"
              decimalScale={3}
              disabled={row.isDisabled ?? false}
            />
          ))}
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('close')}
            </Button>
            <Button type="submit" color="red.9" loading={isWaiting} disabled={chosen.length === 0}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
