/** A named period or two days of one's own. The calendar is loaded when it is first opened. */
import { Button, Group, Menu, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './format/use-formats.ts'
import { Icon } from './icons.tsx'
import { PERIODS, type Period, type PeriodName } from './period.ts'

const DayRange = lazy(() => import('./day-range.tsx').then((module) => ({ default: module.DayRange })))

type Props = {
  period: Period & { name: PeriodName | undefined }
  onChange: (change: { period: string | undefined; from: string | undefined; to: string | undefined }) => void
}

export function PeriodPicker({ period, onChange }: Props) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const [isOwn, setOwn] = useState(false)
  const days = `${formats.date(period.from)} – ${formats.date(period.to)}`
  const close = () => {
    setOpen(false)
    setOwn(false)
  }
  return (
    <Menu
      position="bottom-start"
      opened={isOpen}
      onChange={(open) => (open ? setOpen(true) : close())}
      closeOnItemClick={false}
    >
      <Menu.Target>
        <Button
          variant="default"
          leftSection={<Icon name="today" size={16} />}
          rightSection={<Icon name="down" size={14} />}
          fw={500}
        >
          {period.name ? t(`period.${period.name}`) : days}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {isOwn ? (
          <Suspense fallback={<Text p="md">{t('loading')}</Text>}>
            <DayRange
              period={period}
              onChange={(own) => {
                onChange({ ...own, period: undefined })
                close()
              }}
            />
          </Suspense>
        ) : (
          <>
            {PERIODS.map((name) => (
              <Menu.Item
                key={name}
                role="menuitemradio"
                aria-checked={name === period.name}
                rightSection={name === period.name ? <Icon name="check" size={15} /> : null}
                onClick={() => {
                  onChange({ period: name, from: undefined, to: undefined })
                  close()
                }}
              >
                {t(`period.${name}`)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => setOwn(true)}>{t('period.own')}</Menu.Item>
            <Group px="sm" pb={6}>
              <Text size="xs" c="dimmed">
                {days}
              </Text>
            </Group>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
