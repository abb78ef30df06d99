/** Which lines come in other quantities, and one press to order the next ones. */
import { Alert, Button, List, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import type { NextQuantity } from './basket.ts'

type Props = { rows: readonly NextQuantity[]; names: ReadonlyMap<string, string>; onTake: () => void }

export function NextQuantities({ rows, names, onTake }: Props) {
  const { t } = useTranslation('ordering')
  const formats = useFormats()
  const number = (quantity: number) => formats.number(quantity, { min: 0, max: 3 })
  return (
    <Alert role="alert" variant="light" color="gray" icon={<Icon name="alert" />} title={t('nextQuantitiesTitle')}>
      <Stack gap="xs" align="flex-start">
        <List size="sm">
          {rows.map((row) => (
            <List.Item key={row.line_number}>
              {t('nextQuantity', {
                product: names.get(row.product_id) ?? row.product_id,
                next: number(row.next_quantity),
                quantity: number(row.quantity),
              })}
            </List.Item>
          ))}
        </List>
        <Button size="xs" onClick={onTake}>
          {t('nextQuantities')}
        </Button>
      </Stack>
    </Alert>
  )
}
