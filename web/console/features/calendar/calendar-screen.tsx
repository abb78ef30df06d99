/** A site's months ahead: openings, holidays, exceptions and seasons; what it can do each day against what is booked; its slots. */
import { Button, Group, Select, Tabs } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Location } from '../../../../contract/locations.ts'
import { useAddress } from '../../../ui/address.ts'
import { Empty, PageWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { useSites } from './use-calendar.ts'

const Months = lazy(() => import('./months.tsx').then((module) => ({ default: module.Months })))
const Capacity = lazy(() => import('./capacity.tsx').then((module) => ({ default: module.Capacity })))
const Slots = lazy(() => import('./slots.tsx').then((module) => ({ default: module.Slots })))

const VIEWS = ['days', 'capacity', 'slots'] as const

export default function CalendarScreen() {
  const { t } = useTranslation(['calendar', 'shell'])
  const sites = useSites()
  return (
    <>
      <PageHead title={t('shell:screen.calendar')} program={t('shell:program')} lead={t('lead')} />
      <Answer of={sites}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty
              icon="locations"
              title={t('noSite')}
              action={
                <Button component={Link} to="/locations">
                  {t('shell:screen.locations')}
                </Button>
              }
            >
              {t('noSiteAdvice')}
            </Empty>
          ) : (
            <SiteCalendar sites={rows} />
          )
        }
      </Answer>
    </>
  )
}

function SiteCalendar({ sites }: { sites: readonly Location[] }) {
  const { t } = useTranslation('calendar')
  const [filters, change] = useAddress()
  const site = sites.find((one) => one.location_id === filters.site) ?? sites[0]!
  const view = VIEWS.find((one) => one === filters.view) ?? 'days'
  return (
    <Tabs
      value={view}
      onChange={(value) => change({ view: value === 'days' ? undefined : (value ?? undefined) })}
      keepMounted={false}
    >
      <Group justify="space-between" gap="sm" mb="md" align="flex-end">
        <Tabs.List>
          {VIEWS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`view.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Select
          aria-label={t('site')}
          data={sites.map((one) => ({ value: one.location_id, label: one.name }))}
          value={site.location_id}
          onChange={(value) => change({ site: value ?? undefined })}
          allowDeselect={false}
          miw={240}
        />
      </Group>
      <Suspense fallback={<PageWaiting />}>
        <Tabs.Panel value="days">
          <Months site={site} />
        </Tabs.Panel>
        <Tabs.Panel value="capacity">
          <Capacity site={site} />
        </Tabs.Panel>
        <Tabs.Panel value="slots">
          <Slots site={site} />
        </Tabs.Panel>
      </Suspense>
    </Tabs>
  )
}
