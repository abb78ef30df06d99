/** The levers of one segment: today, the level to try, what it changes, and what stands in the way. */
import { Select, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Ground } from '../../../../contract/trade-offs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useLevelText, useLeverName } from './level-text.ts'
import { ParityMark } from './parity-mark.tsx'
import type { Tried } from './use-trade-offs.ts'

type Props = {
  grounds: readonly Ground[]
  currency: string
  levelOf: (ground: Ground) => number
  onTry: (tried: Tried) => void
  label: string
}

export function LevelsTable({ grounds, currency, levelOf, onTry, label }: Props) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const levelText = useLevelText(currency)
  const leverName = useLeverName(grounds)
  const money = (value: number) => formats.estimate(value, currency)
  const at = (ground: Ground) => ground.levels.find(({ level }) => level === levelOf(ground))
  return (
    <PlainTable
      label={label}
      rows={grounds}
      rowKey={({ segment, element }) => `${segment} ${element}`}
      columns={[
        {
          id: 'element',
          header: t('lever'),
          isTitle: true,
          cell: (ground) => (
            <Stack gap={0}>
              <span>{leverName(ground.element)}</span>
              <Text size="xs" c="dimmed" fw={400}>
                {ground.name === null
                  ? t(`counted.${ground.element}`, { count: ground.counted })
                  : ground.counted > 0
                    ? t('servicesUsed', { uses: formats.number(ground.counted) })
                    : t('neverUsed')}
              </Text>
              {at(ground)?.bar && (
                <Text size="xs" c="var(--sf-wrong)" fw={400}>
                  {t(`bar.${at(ground)!.bar}`)}
                </Text>
              )}
              {ground.floors.map((floor) => (
                <Text key={floor.floor_id} size="xs" c="dimmed" fw={400}>
                  {t('floorReason', { level: levelText(ground.element, floor.level), reason: floor.reason })}
                </Text>
              ))}
            </Stack>
          ),
        },
        { id: 'today', header: t('today'), cell: (ground) => levelText(ground.element, ground.today) },
        {
          id: 'level',
          header: t('try'),
          cell: (ground) => (
            <Select
              aria-label={`${t('try')}: ${leverName(ground.element)}`}
              data={ground.levels.map(({ level, bar }) => ({
                value: String(level),
                label: `${levelText(ground.element, level)}${bar ? ' ✕' : ''}`,
              }))}
              value={String(levelOf(ground))}
              allowDeselect={false}
              onChange={(value) =>
                value && onTry({ segment: ground.segment, element: ground.element, level: Number(value) })
              }
              w={170}
            />
          ),
        },
        {
          id: 'parity',
          header: t('parity'),
          cell: (ground) => {
            const state = at(ground)?.parity
            return state && <ParityMark state={state} />
          },
        },
        { id: 'margin', header: t('margin'), cell: (ground) => money(at(ground)?.margin ?? 0), isNumber: true },
        { id: 'cost', header: t('cost'), cell: (ground) => money(at(ground)?.cost ?? 0), isNumber: true },
      ]}
    />
  )
}
