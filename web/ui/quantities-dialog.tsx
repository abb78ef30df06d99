/** Asks how much of which rows something shall be done to. It begins with nothing, and says what was chosen before it is done. */
import { Button, Checkbox, Group, List, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { allOf, chosenOf, type Quantities } from './chosen-quantities.ts'
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
  /** A quantity of a row in words, such as 5 pcs. */
  quantityOf: (row: QuantityRow, quantity: number) => string
  /** Further fields beneath the rows. */
  children?: ReactNode
  /** Stands over the names of what was chosen. */
  chosenTitle: string
  action: string
  isWaiting: boolean
  error: unknown
  onSubmit: (quantities: { key: number; quantity: number }[]) => void
  onClose: () => void
}

export function QuantitiesDialog(props: Props) {
  const { title, lead, rows, quantityOf, children, chosenTitle, action, isWaiting, error, onSubmit, onClose } = props
  const { t } = useTranslation('ui')
  useFocusBack()
  const [values, setValues] = useState<Quantities>(new Map())
  const chosen = chosenOf(rows, values)
  const all = allOf(rows)
  const isAll = all.size > 0 && rows.every((row) => row.isDisabled || values.get(row.key) === row.max)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (chosen.length > 0) onSubmit(chosen.map(({ row, quantity }) => ({ key: row.key, quantity })))
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {error != null && <ProblemNote error={error} />}
          <Text size="sm">{lead}</Text>
          <Checkbox
            label={t('quantities.all')}
            checked={isAll}
            indeterminate={chosen.length > 0 && !isAll}
            disabled={all.size === 0}
            onChange={(event) => setValues(event.currentTarget.checked ? all : new Map())}
          />
          {rows.map((row) => (
            <NumberInput
              key={row.key}
              label={row.label}
              description={[t('quantities.of', { quantity: quantityOf(row, row.max) }), row.note]
                .filter(Boolean)
                .join(' · ')}
              value={values.get(row.key) ?? 0}
              onChange={(value) => setValues(new Map(values).set(row.key, typeof value === 'number' ? value : ''))}
              min={0}
              max={row.max}
              clampBehavior="strict"
              decimalScale={3}
              disabled={row.isDisabled ?? false}
            />
          ))}
          {children}
          <div role="status">
            {chosen.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('quantities.none')}
              </Text>
            ) : (
              <>
                <Text size="sm" fw={600}>
                  {chosenTitle}
                </Text>
                <List size="sm">
                  {chosen.map(({ row, quantity }) => (
                    <List.Item key={row.key}>{`${row.label}: ${quantityOf(row, quantity)}`}</List.Item>
                  ))}
                </List>
              </>
            )}
          </div>
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
