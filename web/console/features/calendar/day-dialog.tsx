/** One day of a site: why it is open or closed, what is booked on it, and how to close it or give it an extra shift. */
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarDay, Location, Season } from '../../../../contract/locations.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useCapacity, useSetDay } from './use-calendar.ts'

type Props = { site: Location; day: CalendarDay; seasons: readonly Season[]; isPast: boolean; onClose: () => void }

const HOURS = /^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/

export function DayDialog({ site, day, seasons, isPast, onClose }: Props) {
  const { t } = useTranslation(['calendar', 'field', 'ui'])
  const formats = useFormats()
  const session = useSession()
  const capacity = useCapacity(site.location_id, { from: day.day, to: day.day })
  const rows = capacity.data?.rows ?? []
  const mayChange = mayDo(session, 'capacity.write') && !isPast
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={`${formats.weekday(day.day)} · ${site.name}`}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {[
            day.isOpen ? t('openAt', { hours: day.openings }) : t('closed'),
            day.because === 'week' ? t('asEveryWeek') : `${t(day.because)}: ${day.name ?? ''}`,
            ...seasons.map((season) => season.name),
          ].join(' · ')}
        </Text>
        {rows.length > 0 && (
          <PlainTable
            label={t('view.capacity')}
            rows={rows}
            rowKey={(row) => row.resource_id}
            columns={[
              { id: 'name', header: t('resource'), isTitle: true, cell: (row) => row.name },
              { id: 'can', header: t('can'), isNumber: true, cell: (row) => formats.number(row.days[0]!.quantity) },
              { id: 'booked', header: t('booked'), isNumber: true, cell: (row) => formats.number(row.days[0]!.booked) },
            ]}
          />
        )}
        {mayChange && <ChangeDay site={site} day={day} onDone={onClose} />}
      </Stack>
    </Modal>
  )
}

function ChangeDay({ site, day, onDone }: { site: Location; day: CalendarDay; onDone: () => void }) {
  const { t } = useTranslation(['calendar', 'field', 'ui'])
  const [kind, setKind] = useState(day.isOpen ? 'closed' : 'shift')
  const [hours, setHours] = useState(day.openings.split('; ')[0] || '08:00-12:00')
  const [reason, setReason] = useState(day.because === 'exception' ? (day.name ?? '') : '')
  const set = useSetDay(site.location_id)
  const isWhole = reason.trim() !== '' && (kind === 'closed' || HOURS.test(hours.trim()))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const openings = kind === 'closed' ? null : hours.trim()
    if (isWhole) set.mutate({ day: day.day, openings, reason: reason.trim() }, { onSuccess: onDone })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {set.isError && <ProblemNote error={set.error} />}
        <Radio.Group label={t('thisDay')} value={kind} onChange={setKind}>
          <Group mt={6} gap="md">
            <Radio value="closed" label={t('isClosed')} />
            <Radio value="shift" label={t('hasHours')} />
          </Group>
        </Radio.Group>
        {kind === 'shift' && (
          <TextInput
            label={t('hours')}
            description={t('hoursHint')}
            value={hours}
            onChange={(event) => setHours(event.currentTarget.value)}
            error={HOURS.test(hours.trim()) ? undefined : t('hoursHint')}
          />
        )}
        <TextInput
          label={t('field:reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          withAsterisk
        />
        <Group justify="flex-end" gap="xs">
          {day.because === 'exception' && (
            <Button
              variant="default"
              loading={set.isPending}
              onClick={() => set.mutate({ day: day.day, isUsual: true }, { onSuccess: onDone })}
            >
              {t('asUsual')}
            </Button>
          )}
          <Button type="submit" loading={set.isPending} disabled={!isWhole}>
            {t('ui:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
