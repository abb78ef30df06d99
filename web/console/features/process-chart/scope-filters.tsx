/** Whose orders are looked at: a segment's, a site's, or all. */

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../ui/address.ts'
import { FilterBar } from '../../../ui/filter-bar.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { SCOPE } from './use-chart.ts'

export function ScopeFilters({ more = [], children }: { more?: readonly string[]; children?: ReactNode }) {
  const { t } = useTranslation('scorecard')
  const [filters, change] = useAddress()
  const session = useSession()
  return (
    <FilterBar names={[...SCOPE, ...more]}>
      {mayDo(session, 'standards.read') && (
        <Lookup
          label={t('filter.segment')}
          isLabelHidden
          from={{ path: '/segments', key: 'segment_id' }}
          value={filters.segment_id ?? null}
          onChange={(segment) => change({ segment_id: segment ?? undefined })}
          width={180}
        />
      )}
      {mayDo(session, 'master_data.read') && (
        <Lookup
          label={t('filter.site')}
          isLabelHidden
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
          value={filters.site_id ?? null}
          onChange={(site) => change({ site_id: site ?? undefined })}
          width={180}
        />
      )}
      {children}
    </FilterBar>
  )
}
