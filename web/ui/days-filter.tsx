/** Narrows a list to days from one to another, both in the address. The calendar is loaded when it is first opened. */
import { Button, Group, Popover, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from './address.ts'
import { useFormats } from './format/use-formats.ts'
import { Icon } from './icons.tsx'

const DayRange = lazy(() => import('./day-range.tsx').then((module) => ({ default: module.DayRange })))

type Props = {
  label: string
  from: string
  to: string
  /** Days that lie ahead: today, tomorrow and the coming week are one press away. */
  isAhead?: boolean
}

const AHEAD = { today: [0, 0], tomorrow: [1, 1], week: [0, 6] } as const

export function DaysFilter({ label, from, to, isAhead }: Props) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  const [filters, change] = useAddress()
  const [isOpen, setOpen] = useState(false)
  const [first, last] = [filters[from], filters[to]]
  const isChosen = Boolean(first && last)
  const today = formats.dayAt(new Date())
  const choose = (first: string, last: string) => {
    change({ [from]: first, [to]: last })
    setOpen(false)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          fw={400}
          c={isChosen ? undefined : 'dimmed'}
          leftSection={<Icon name="today" size={16} />}
          rightSection={<Icon name="down" size={14} />}
          justify="space-between"
          onClick={() => setOpen(!isOpen)}
        >
          {isChosen ? `${label}: ${formats.shortDay(first as string)} – ${formats.shortDay(last as string)}` : label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={label}>
        {isAhead && (
          <Group gap={4} p={4}>
            {(['today', 'tomorrow', 'week'] as const).map((name) => (
              <Button
                key={name}
                size="compact-sm"
                variant="light"
                onClick={() => choose(dayAfter(today, AHEAD[name][0]), dayAfter(today, AHEAD[name][1]))}
              >
                {t(`ahead.${name}`)}
              </Button>
            ))}
          </Group>
        )}
        <Suspense fallback={<Text p="md">{t('loading')}</Text>}>
          <DayRange
            period={{ from: first ?? null, to: last ?? null }}
            shownAt={last ?? today}
            onChange={(days) => choose(days.from, days.to)}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
