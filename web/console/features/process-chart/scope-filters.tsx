/** Whose orders are looked at: a segment's, a site's, or all. */

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { SCOPE } from './use-chart.ts'

export function ScopeFilters({ more = [], children }: { more?: readonly string[]; children?: ReactNode }) {
  const { t } = useTranslation('scorecard')
  const session = useSession()
  return (
    <FilterBar names={[...SCOPE, ...more]}>
      {mayDo(session, 'standards.read') && (
        <LookupFilter
          name="segment_id"
          label={t('filter.segment')}
          from={{ path: '/segments', key: 'segment_id' }}
          width={180}
        />
      )}
      {mayDo(session, 'master_data.read') && (
        <LookupFilter
          name="site_id"
          label={t('filter.site')}
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
          width={180}
        />
      )}
      {children}
    </FilterBar>
  )
}
