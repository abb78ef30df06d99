/** The slots a site can still give at a door, with what is left of each. */
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Location } from '../../../../contract/locations.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { addDays } from './days.ts'
import { useSlots } from './use-calendar.ts'

const DAYS_SHOWN = 14

export function Slots({ site }: { site: Location }) {
  const { t } = useTranslation('calendar')
  const formats = useFormats()
  const [filters, change] = useAddress()
  const door = filters.door ?? null
  const today = formats.dayAt(new Date(), site.zone)
  const slots = useSlots(site.location_id, door, { from: today, to: addDays(today, DAYS_SHOWN - 1) })
  return (
    <Stack gap="md">
      <div style={{ maxWidth: 420 }}>
        <Lookup
          label={t('door')}
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'customer_site' } }}
          value={door}
          onChange={(value) => change({ door: value ?? undefined })}
        />
      </div>
      {door === null ? (
        <Empty icon="door" title={t('chooseDoor')}>
          {t('chooseDoorAdvice')}
        </Empty>
      ) : (
        <Answer of={slots}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty icon="door" title={t('noSlot')}>
                {t('noSlotAdvice')}
              </Empty>
            ) : (
              <Surface title={t('view.slots')} note={t('slotsNote')}>
                <PlainTable
                  label={t('view.slots')}
                  rows={rows}
                  rowKey={(row) => `${row.resource_id} ${row.day}`}
                  columns={[
                    { id: 'day', header: t('day'), isTitle: true, cell: (row) => formats.weekday(row.day) },
                    {
                      id: 'hours',
                      header: t('hours'),
                      cell: (row) => `${formats.instant(row.from_at)} – ${formats.instant(row.to_at)}`,
                    },
                    { id: 'free', header: t('column.free'), isNumber: true, cell: (row) => formats.number(row.free) },
                    { id: 'cutoff', header: t('bookableUntil'), cell: (row) => formats.instant(row.cutoff_at) },
                    {
                      id: 'price',
                      header: t('price'),
                      isNumber: true,
                      cell: (row) =>
                        row.price_minor !== null && row.currency !== null
                          ? formats.money(row.price_minor, row.currency)
                          : null,
                    },
                  ]}
                />
              </Surface>
            )
          }
        </Answer>
      )}
    </Stack>
  )
}
