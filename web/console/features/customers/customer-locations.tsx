/** Where we deliver to a customer, in whose time, and when it can receive. */
import { Skeleton, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Location } from '../../../../contract/locations.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useRecordPages } from '../../lib/records/use-records.ts'

export function CustomerLocations({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers')
  const formats = useFormats()
  const { pages, rows } = useRecordPages<Location>('/locations', { customer_id: customerId })
  return (
    <Surface title={t('places.title')}>
      {pages.isPending ? (
        <Skeleton height={60} />
      ) : rows.length === 0 ? (
        <Empty icon="locations" title={t('places.none')} />
      ) : (
        <Stack gap="sm" mt="xs">
          {rows.map((location) => (
            <div key={location.location_id}>
              <Text size="sm" fw={600}>
                <Link
                  to={addressOf('/locations', { q: location.location_id, open: location.location_id })}
                  style={{ color: 'inherit' }}
                >
                  {location.name}
                </Link>
              </Text>
              <Text size="sm" c="dimmed">
                {[location.street, location.city, location.country].filter(Boolean).join(', ')}
              </Text>
              <Text size="xs" c="dimmed">
                {[location.openings, formats.zoneName(location.zone)].filter(Boolean).join(' · ')}
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </Surface>
  )
}
