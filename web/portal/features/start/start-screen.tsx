/** What a person needs first, by what they take care of: goods to come, bills, recalls, questions that wait for them. */
import { Button } from '@mantine/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { may, mayOrder, type PortalRight, useSession } from '../../lib/session.ts'
import { BillsPanel } from './bills-panel.tsx'
import { ClaimsPanel } from './claims-panel.tsx'
import { ColleaguesPanel } from './colleagues-panel.tsx'
import { ComingPanel } from './coming-panel.tsx'
import { type PanelName, panelsFor } from './panels-for.ts'
import { PastPanel } from './past-panel.tsx'
import { QuestionsPanel } from './questions-panel.tsx'
import { RecallsPanel } from './recalls-panel.tsx'
import classes from './start-screen.module.css'
import { SurveyPanel } from './survey-panel.tsx'

const PANELS: Record<PanelName, { panel: ComponentType; right?: PortalRight }> = {
  coming: { panel: ComingPanel },
  questions: { panel: QuestionsPanel },
  past: { panel: PastPanel, right: 'portal.claim' },
  claims: { panel: ClaimsPanel, right: 'portal.claim' },
  recalls: { panel: RecallsPanel, right: 'portal.quality' },
  bills: { panel: BillsPanel, right: 'portal.billing' },
  colleagues: { panel: ColleaguesPanel, right: 'portal.people' },
}

export default function StartScreen() {
  const { t } = useTranslation(['start', 'shell', 'orders'])
  const session = useSession()
  if (session.customer_id === null) return <NoCustomer />
  const shown = panelsFor(session.portal_roles).filter((name) => {
    const { right } = PANELS[name]
    return !right || may(session, right)
  })
  return (
    <>
      <PageHead
        title={t('title')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={
          mayOrder(session) && (
            <Button component={Link} to="/order" leftSection={<Icon name="plus" size={16} />}>
              {t('orders:newOrder')}
            </Button>
          )
        }
      />
      <div className={classes.panels}>
        <SurveyPanel />
        {shown.map((name) => {
          const Panel = PANELS[name].panel
          return <Panel key={name} />
        })}
      </div>
    </>
  )
}

/** Staff who look in belong to no customer. */
function NoCustomer() {
  const { t } = useTranslation(['start', 'shell'])
  return (
    <>
      <PageHead title={t('title')} program={t('shell:program')} />
      <Empty
        icon="orders"
        title={t('noCustomer')}
        action={
          <Button component={Link} to="/orders">
            {t('shell:nav.orders')}
          </Button>
        }
      >
        {t('noCustomerNote')}
      </Empty>
    </>
  )
}
