/** How customers say their problems were handled: the measure, and every answer behind it. */
import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ASKED_ABOUT, ASKING_STATES, type Asking } from '../../../../contract/feedback.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { useCountedList } from '../../lib/counted-list.ts'
import { CountedTable } from '../../lib/counted-table.tsx'
import { HowHandled } from '../../lib/how-handled.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

const FILTERS = ['state', 'about', 'is_poor']

export default function HowHandledScreen() {
  const { t } = useTranslation(['feedback', 'shell'])
  const session = useSession()
  const [{ customer_id }] = useAddress()
  return (
    <>
      <PageHead title={t('shell:screen.how-handled')} program={t('shell:program')} lead={t('handled.lead')} />
      <SectionTabs of="desk" />
      <Stack gap="md">
        {mayDo(session, 'scorecard.read') && <HowHandled {...(customer_id && { customerId: customer_id })} />}
        <div>
          <FilterBar names={FILTERS}>
            <ChoiceFilter
              name="state"
              label={t('state')}
              choices={ASKING_STATES.map((value) => ({ value, label: t(`handled.states.${value}`) }))}
            />
            <ChoiceFilter
              name="about"
              label={t('handled.about')}
              choices={ASKED_ABOUT.map((value) => ({ value, label: t(`handled.abouts.${value}`) }))}
            />
            <ChoiceFilter
              name="is_poor"
              label={t('handled.poor')}
              choices={['true', 'false'].map((value) => ({ value, label: t(`handled.isPoor.${value}`) }))}
            />
          </FilterBar>
          <Rows />
        </div>
      </Stack>
    </>
  )
}

/** Where what was asked about is seen. */
const placeOf = ({ about, about_id, order_id }: Asking): string | null => {
  if (about === 'claim') return `/claims/${encodeURIComponent(about_id)}`
  if (about === 'inquiry') return `/inquiries/${encodeURIComponent(about_id)}`
  return order_id && `/orders/${encodeURIComponent(order_id)}`
}

function Rows() {
  const { t } = useTranslation(['feedback', 'shell'])
  const formats = useFormats()
  const navigate = useNavigate()
  const [{ state, about, is_poor, customer_id }] = useAddress()
  const list = useCountedList<Asking>({
    ...{ path: '/how-handled/answers', name: 'askings', queryKey: ['askings'] },
    asked: { state, about, is_poor, customer_id },
  })
  const answer = (said: Asking['owned']) => said && t(`handled.answers.${said}`)
  return (
    <CountedTable
      of={list}
      name="how-handled"
      label={t('shell:screen.how-handled')}
      rowKey={(row) => row.ask_id}
      onOpen={(row) => {
        const place = placeOf(row)
        if (place) navigate(place)
      }}
      isFiltered={Boolean(state || about || is_poor || customer_id)}
      columns={[
        {
          id: 'about',
          header: t('handled.about'),
          isTitle: true,
          cell: (row) => `${t(`handled.abouts.${row.about}`)} · ${row.about_id}`,
        },
        { id: 'customer', header: t('customer'), cell: (row) => row.customer_name ?? row.customer_id },
        { id: 'order', header: t('order'), cell: (row) => row.order_id },
        { id: 'state', header: t('state'), cell: (row) => t(`handled.states.${row.state}`) },
        { id: 'owned', header: t('handled.parts.owned'), cell: (row) => answer(row.owned) },
        { id: 'explained', header: t('handled.parts.explained'), cell: (row) => answer(row.explained) },
        { id: 'made_good', header: t('handled.parts.made_good'), cell: (row) => answer(row.made_good) },
        { id: 'comment', header: t('words'), cell: (row) => row.comment },
        {
          id: 'closed',
          header: t('handled.closed'),
          cell: (row) => formats.instant(row.closed_at),
          text: (row) => row.closed_at,
        },
      ]}
      empty={
        <Empty icon="question" title={t('handled.none')}>
          {t('handled.noneNote')}
        </Empty>
      }
    />
  )
}
