/** Narrows a list to days from one to another, both in the address. The calendar is loaded when it is first opened. */
import { Button, Popover, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from './address.ts'
import { useFormats } from './format/use-formats.ts'
import { Icon } from './icons.tsx'

const DayRange = lazy(() => import('./day-range.tsx').then((module) => ({ default: module.DayRange })))

export function DaysFilter({ label, from, to }: { label: string; from: string; to: string }) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  const [filters, change] = useAddress()
  const [isOpen, setOpen] = useState(false)
  const [first, last] = [filters[from], filters[to]]
  const isChosen = Boolean(first && last)
  const today = formats.dayAt(new Date())
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
        <Suspense fallback={<Text p="md">{t('loading')}</Text>}>
          <DayRange
            period={{ from: first ?? null, to: last ?? null }}
            shownAt={last ?? today}
            onChange={(days) => {
              change({ [from]: days.from, [to]: days.to })
              setOpen(false)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
