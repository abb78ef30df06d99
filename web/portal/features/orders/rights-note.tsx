/** The seven rights of one line for the customer who received it. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Right } from '../../../../contract/rights.ts'
import { VerdictStrip } from '../../../ui/verdict-strip.tsx'
import type { PortalVerdict } from './portal-order.ts'

const RIGHTS: readonly Right[] = ['product', 'quantity', 'time', 'place', 'condition', 'price', 'information']

export function RightsNote({ verdict }: { verdict: PortalVerdict }) {
  const { t } = useTranslation('rights')
  return (
    <div>
      <Text size="xs" c="dimmed" mb={6}>
        {t('lead')}
      </Text>
      <VerdictStrip
        size="large"
        label={t('strip')}
        cells={RIGHTS.map((right) => {
          const outcome = verdict.rights[right]?.check ?? 'unknown'
          return { id: right, label: t(`right.${right}`), outcome, outcomeLabel: t(`outcome.${outcome}`) }
        })}
      />
    </div>
  )
}
