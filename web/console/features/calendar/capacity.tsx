/** What each resource of a site can do, day by day, against what is booked; the week behind it and single days can be changed. */
import { Button, Group, SegmentedControl, Stack } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Location } from '../../../../contract/locations.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { CapacityChart } from './capacity-chart.tsx'
import { addDays, seasonsAt } from './days.ts'
import { resourceKind } from './resource-kind.ts'
import { type ResourceHorizon, useCapacity, useSeasons } from './use-calendar.ts'

const CapacityDialog = lazy(() =>
  import('./capacity-dialog.tsx').then((module) => ({ default: module.CapacityDialog })),
)

const WEEKS = ['4', '8', '12'] as const

export function Capacity({ site }: { site: Location }) {
  const { t } = useTranslation(['calendar', 'records'])
  const formats = useFormats()
  const session = useSession()
  const [filters, change] = useAddress()
  const weeks = WEEKS.find((one) => one === filters.weeks) ?? '8'
  const today = formats.dayAt(new Date(), site.zone)
  const span = { from: today, to: addDays(today, Number(weeks) * 7 - 1) }
  const capacity = useCapacity(site.location_id, span)
  const seasons = seasonsAt(useSeasons().data?.rows ?? [], site.location_id, span)
  const [open, setOpen] = useState<{ resource: ResourceHorizon; at: number } | null>(null)
  const mayChange = mayDo(session, 'capacity.write')
  const asked = filters.day && filters.resource
  const linked =
    open ??
    (asked
      ? (capacity.data?.rows ?? [])
          .filter((one) => one.resource_id === filters.resource)
          .map((resource) => ({ resource, at: resource.days.findIndex((one) => one.day === filters.day) }))
          .find((one) => one.at >= 0)
      : undefined)
  const close = () => {
    setOpen(null)
    change({ day: undefined, resource: undefined })
  }
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <SegmentedControl
          aria-label={t('horizon')}
          data={WEEKS.map((value) => ({ value, label: t('weeks', { weeks: value }) }))}
          value={weeks}
          onChange={(value) => change({ weeks: value })}
        />
        {mayChange && (
          <Button variant="default" leftSection={<Icon name="plus" size={16} />} onClick={() => change({ open: NEW })}>
            {t('records:resources.new')}
          </Button>
        )}
      </Group>
      <Answer of={capacity}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="clock" title={t('noResource')}>
              {t('noResourceAdvice')}
            </Empty>
          ) : (
            rows.map((resource) => (
              <Surface
                key={resource.resource_id}
                title={resource.name}
                note={t(`kind.${resource.kind}`)}
                actions={
                  mayChange && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t('editWeekOf', { resource: resource.name })}
                      onClick={() => change({ open: resource.resource_id })}
                    >
                      {t('editWeek')}
                    </Button>
                  )
                }
              >
                <CapacityChart
                  resource={resource}
                  seasons={seasons}
                  onOpen={mayChange ? (at) => setOpen({ resource, at }) : undefined}
                />
              </Surface>
            ))
          )
        }
      </Answer>
      {linked && mayChange && (
        <Suspense fallback={null}>
          <CapacityDialog
            key={`${linked.resource.resource_id} ${linked.at}`}
            resource={linked.resource}
            day={linked.resource.days[linked.at]!}
            wanted={filters.want ? Number(filters.want) : null}
            onClose={close}
          />
        </Suspense>
      )}
      <RecordDrawer
        kind={{ ...resourceKind, start: { ...resourceKind.start, location_id: site.location_id } }}
        open={filters.open}
        onClose={() => change({ open: undefined })}
        onSaved={() => void capacity.refetch()}
        isReadOnly={!mayChange}
      />
    </Stack>
  )
}
