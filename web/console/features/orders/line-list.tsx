/** The lines of an order with their seven rights; the chosen one is told in full beside them. */
import { Group, Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useUnit } from '../../../ui/format/use-unit.ts'
import { useLinkKeys } from '../../../ui/use-link-keys.ts'
import { RightsStrip } from '../../lib/rights-strip.tsx'
import { checksOf } from './checks-of.ts'
import classes from './line-list.module.css'
import type { OrderLine } from './order-records.ts'
import type { LineVerdict } from './use-order.ts'

type Props = {
  lines: readonly OrderLine[]
  verdicts: ReadonlyMap<number, LineVerdict>
  chosen: number
  onChoose: (line: number) => void
}

export function LineList({ lines, verdicts, chosen, onChoose }: Props) {
  const { t } = useTranslation(['orders', 'rights'])
  const formats = useFormats()
  const unit = useUnit()
  const list = useLinkKeys<HTMLUListElement>()
  return (
    <ul ref={list} className={classes.list}>
      {lines.map((line) => {
        const verdict = verdicts.get(line.line_number)
        return (
          <li key={line.line_number}>
            <UnstyledButton
              className={classes.line}
              data-row
              aria-current={line.line_number === chosen ? 'true' : undefined}
              onClick={() => onChoose(line.line_number)}
            >
              <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
                <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                  {line.line_number}. {line.product_name ?? line.product_id}
                </Text>
                <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
                  {formats.quantity(line.quantity, unit(line.unit))}
                </Text>
              </Group>
              {verdict && (
                <Group gap="xs" mt={6}>
                  <RightsStrip rights={checksOf(verdict)} />
                  <Text size="xs" c="dimmed">
                    {verdict.exclusion
                      ? t(`rights:exclusion.${verdict.exclusion}`)
                      : verdict.firstCause && t(`rights:cause.${verdict.firstCause}`)}
                  </Text>
                </Group>
              )}
            </UnstyledButton>
          </li>
        )
      })}
    </ul>
  )
}
