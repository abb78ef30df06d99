/** The seven rights of one order line, always in the same order. */
import { useTranslation } from 'react-i18next'
import type { Check, Right } from '../../../contract/rights.ts'
import { VerdictStrip } from '../../ui/verdict-strip.tsx'
import { RIGHTS } from './value-lists.ts'

type Props = {
  rights: Partial<Record<Right, Check>>
  size?: 'small' | 'large'
  onOpen?: (right: Right) => void
  openRight?: Right | undefined
}

export function RightsStrip({ rights, size, onOpen, openRight }: Props) {
  const { t } = useTranslation('rights')
  const cells = RIGHTS.map((right) => {
    const outcome = rights[right] ?? 'unknown'
    return { id: right, label: t(`right.${right}`), outcome, outcomeLabel: t(`outcome.${outcome}`) }
  })
  return (
    <VerdictStrip
      label={t('strip')}
      cells={cells}
      {...(size && { size })}
      {...(onOpen && { onOpen: (id: string) => onOpen(id as Right), openId: openRight ?? '' })}
    />
  )
}
