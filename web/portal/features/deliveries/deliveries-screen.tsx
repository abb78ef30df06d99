/** What comes and when, and what was handed over with its proof; from here a time is moved and a shortage told. */
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAddress } from '../../../ui/address.ts'
import { FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { ComingTable } from './coming-table.tsx'
import { PastTable } from './past-table.tsx'

export default function DeliveriesScreen() {
  const { t } = useTranslation(['deliveries', 'shell'])
  const [{ when, q }, change] = useAddress()
  const isPast = when === 'past'
  return (
    <>
      <PageHead title={t('title')} program={t('shell:program')} lead={t(isPast ? 'leadPast' : 'leadComing')} />
      <FilterBar names={['q']}>
        <SegmentedControl
          aria-label={t('which')}
          style={{ flex: 'none' }}
          value={isPast ? 'past' : 'coming'}
          onChange={(value) => change({ when: value === 'past' ? 'past' : undefined })}
          data={[
            { value: 'coming', label: t('coming') },
            { value: 'past', label: t('past') },
          ]}
        />
        <SearchFilter label={t('search')} />
      </FilterBar>
      {isPast ? <PastTable q={q} /> : <ComingTable q={q} />}
    </>
  )
}
