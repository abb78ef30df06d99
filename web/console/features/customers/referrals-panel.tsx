/** Whom this customer recommended us to, and who recommended us to it: with the day and how we know. */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Referral } from '../../../../contract/needs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Surface } from '../../../ui/surface.tsx'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordName } from '../../lib/records/record-name.tsx'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { REFERRAL_EVIDENCE } from '../../lib/value-lists.ts'

const CUSTOMERS = { path: '/customers', key: 'customer_id' }

const referralKind: RecordKind = {
  id: 'referrals',
  path: '/referrals',
  key: 'referral_id',
  icon: 'people',
  writeRight: 'needs.write',
  fields: [
    { name: 'referral_id', type: 'code', isRequired: true },
    { name: 'customer_id', label: 'recommending', type: 'lookup', from: CUSTOMERS, isRequired: true },
    {
      name: 'contact_id',
      label: 'said_by',
      type: 'lookup',
      from: { path: '/contacts', key: 'contact_id' },
      alike: 'customer_id',
    },
    { name: 'recommended_id', type: 'lookup', from: CUSTOMERS, hasHint: true },
    { name: 'recommended_name', type: 'text' },
    { name: 'told_on', type: 'day', isRequired: true },
    {
      name: 'evidence',
      label: 'referral_evidence',
      type: 'choice',
      values: REFERRAL_EVIDENCE,
      valueList: 'referral_evidence',
      isRequired: true,
    },
    { name: 'note', type: 'longtext' },
  ],
}

export function ReferralsPanel({ customerId }: { customerId: string }) {
  const { t } = useTranslation(['customers', 'value', 'records'])
  const formats = useFormats()
  const mayWrite = mayDo(useSession(), 'needs.write')
  const [open, setOpen] = useState<string>()
  const given = useRecordPages<Referral>('/referrals', { customer_id: customerId })
  const received = useRecordPages<Referral>('/referrals', { recommended_id: customerId })
  const today = formats.dayAt(new Date())
  const how = (row: Referral) => `${t(`value:referral_evidence.${row.evidence}`)} · ${formats.date(row.told_on)}`
  return (
    <Surface
      title={t('referrals.title')}
      actions={
        mayWrite && (
          <Button size="compact-sm" variant="default" onClick={() => setOpen(NEW)}>
            {t('referrals.add')}
          </Button>
        )
      }
    >
      <Stack gap="xs">
        {given.rows.length === 0 && received.rows.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('referrals.none')}
          </Text>
        )}
        {given.rows.map((row) => (
          <div key={row.referral_id}>
            <Text size="sm">
              {t('referrals.given')}{' '}
              {row.recommended_id ? (
                <Link to={`/customers/${encodeURIComponent(row.recommended_id)}`}>
                  <RecordName of="/customers" code={row.recommended_id} />
                </Link>
              ) : (
                row.recommended_name
              )}
            </Text>
            <Text size="xs" c="dimmed">
              {how(row)}
            </Text>
          </div>
        ))}
        {received.rows.map((row) => (
          <div key={row.referral_id}>
            <Text size="sm">
              {t('referrals.received')}{' '}
              <Link to={`/customers/${encodeURIComponent(row.customer_id)}`}>
                <RecordName of="/customers" code={row.customer_id} />
              </Link>
            </Text>
            <Text size="xs" c="dimmed">
              {how(row)}
            </Text>
          </div>
        ))}
      </Stack>
      <RecordDrawer
        kind={{ ...referralKind, start: { customer_id: customerId, told_on: today, evidence: 'said_by_customer' } }}
        open={open}
        onClose={() => setOpen(undefined)}
      />
    </Surface>
  )
}
