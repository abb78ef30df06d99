/** One customer: measured against its standard for the last 90 days, its people and places, its orders. */
import { Anchor, Button, Grid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Customer } from '../../../../contract/customers.ts'
import type { CustomerScorecard } from '../../../../contract/scorecard.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { CustomerStanding } from '../../lib/customer-standing.tsx'
import { HowHandled } from '../../lib/how-handled.tsx'
import { RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { useRecord } from '../../lib/records/use-records.ts'
import { WhySegment } from '../../lib/segments/why-segment.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { ToldMessages } from '../../lib/told-messages.tsx'
import { AgreedPanel } from './agreed-panel.tsx'
import { ContactsPanel } from './contacts-panel.tsx'
import { customerKind } from './customer-kind.ts'
import { CustomerLocations } from './customer-locations.tsx'
import { DealBreakersPanel } from './deal-breakers-panel.tsx'
import { NeedsPanel } from './needs-panel.tsx'
import { ReferralsPanel } from './referrals-panel.tsx'
import { RightsOfCustomer } from './rights-of-customer.tsx'
import { StandardsTable } from './standards-table.tsx'
import { WebhooksPanel } from './webhooks-panel.tsx'

const useCustomerScorecard = (id: string, isAllowed: boolean) =>
  useQuery({
    queryKey: ['customer-scorecard', id],
    queryFn: ({ signal }) =>
      call<CustomerScorecard>(`/api/v1/customers/${encodeURIComponent(id)}/scorecard`, { signal }),
    enabled: isAllowed,
  })

export default function CustomerScreen() {
  const { t } = useTranslation(['customers', 'shell', 'records', 'value'])
  const formats = useFormats()
  const { id = '' } = useParams()
  const session = useSession()
  const customer = useRecord<Customer>('/customers', id)
  const [isEdited, setEdited] = useState(false)
  const mayEdit = mayDo(session, customerKind.writeRight)
  const found = customer.data
  return (
    <>
      <PageHead
        title={found?.name ?? id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.customers'), to: '/customers' }}
        lead={
          found && [id, found.segment_id, formats.country(found.country), found.currency].filter(Boolean).join(' · ')
        }
        actions={
          <>
            <Button
              component={Link}
              to={addressOf('/orders', { customer_id: id })}
              variant="default"
              leftSection={<Icon name="orders" size={16} />}
            >
              {t('orders')}
            </Button>
            {mayEdit && (
              <Button variant="default" leftSection={<Icon name="edit" size={16} />} onClick={() => setEdited(true)}>
                {t('records:edit')}
              </Button>
            )}
          </>
        }
      />
      <Answer of={customer}>
        {() => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <Stack gap="md">
                {mayDo(session, 'scorecard.read') && <Measured id={id} />}
                {mayDo(session, 'scorecard.read') && <HowHandled customerId={id} />}
                {mayDo(session, 'costs.read') && <CustomerStanding customerId={id} currency={found?.currency} />}
                {mayDo(session, 'costs.read') && (
                  <Surface title={t('whySegment')}>
                    <WhySegment customerId={id} />
                  </Surface>
                )}
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <Stack gap="md">
                <AgreedPanel customerId={id} />
                {mayDo(session, 'needs.read') && <NeedsPanel customerId={id} />}
                <DealBreakersPanel customerId={id} name={found?.name ?? id} mayEdit={mayEdit} />
                {mayDo(session, 'needs.read') && <ReferralsPanel customerId={id} />}
                <ContactsPanel customerId={id} mayEdit={mayEdit} />
                <CustomerLocations customerId={id} />
                {mayDo(session, 'messages.read') && (
                  <>
                    <ToldMessages about={{ customer_id: id }} />
                    <WebhooksPanel customerId={id} mayManage={mayDo(session, 'messages.manage')} />
                  </>
                )}
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Answer>
      <RecordDrawer kind={customerKind} open={isEdited ? id : undefined} onClose={() => setEdited(false)} />
    </>
  )
}

function Measured({ id }: { id: string }) {
  const { t } = useTranslation('customers')
  const formats = useFormats()
  const measured = useCustomerScorecard(id, true)
  return (
    <Answer of={measured}>
      {(found) => (
        <Stack gap="md">
          <Surface
            title={t('standards.title')}
            note={t('standards.note', { from: formats.date(found.from), to: formats.date(found.to) })}
            actions={
              <Anchor
                component={Link}
                size="sm"
                to={addressOf('/scorecard', { customer_id: id, from: found.from, to: found.to })}
              >
                {t('scorecard')}
              </Anchor>
            }
          >
            <StandardsTable found={found} />
          </Surface>
          <Surface title={t('rights.title')}>
            <RightsOfCustomer scorecard={found.scorecard} customerId={id} />
          </Surface>
          {found.scorecard.counted === 0 && <Text c="dimmed">{t('nothingDue')}</Text>}
        </Stack>
      )}
    </Answer>
  )
}
