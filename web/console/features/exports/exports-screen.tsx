/** Takes records out as files that can be imported again unchanged. Only what the reader may also see is offered. */
import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

const FORMATS = ['csv', 'xlsx', 'json'] as const
/** What must be visible to take it out, by kind. */
const KINDS: readonly { kind: string; permission: string }[] = [
  { kind: 'orders', permission: 'orders.read' },
  { kind: 'promises', permission: 'orders.read' },
  { kind: 'shipments', permission: 'orders.read' },
  { kind: 'tracking', permission: 'orders.read' },
  { kind: 'deliveries', permission: 'orders.read' },
  { kind: 'invoices', permission: 'billing.read' },
  { kind: 'ratings', permission: 'orders.read' },
  { kind: 'supplies', permission: 'stock.read' },
  { kind: 'stock', permission: 'stock.read' },
  { kind: 'reservations', permission: 'stock.read' },
  { kind: 'history', permission: 'billing.read' },
  { kind: 'customers', permission: 'master_data.read' },
  { kind: 'contacts', permission: 'master_data.read' },
  { kind: 'products', permission: 'master_data.read' },
  { kind: 'locations', permission: 'master_data.read' },
  { kind: 'carriers', permission: 'master_data.read' },
  { kind: 'segments', permission: 'standards.read' },
  { kind: 'standards', permission: 'standards.read' },
]

export default function ExportsScreen() {
  const { t } = useTranslation(['exports', 'imports', 'shell'])
  const session = useSession()
  const [format, setFormat] = useState<string>('csv')
  return (
    <>
      <PageHead title={t('shell:screen.exports')} program={t('shell:program')} lead={t('lead')} />
      <Surface>
        <Stack gap="md">
          <Group gap="sm">
            <Text size="sm" fw={600} id="export-format">
              {t('format')}
            </Text>
            <SegmentedControl
              aria-labelledby="export-format"
              data={FORMATS.map((one) => ({ value: one, label: one.toUpperCase() }))}
              value={format}
              onChange={setFormat}
            />
          </Group>
          <PlainTable
            label={t('shell:screen.exports')}
            rows={KINDS.filter((one) => mayDo(session, one.permission))}
            rowKey={(one) => one.kind}
            columns={[
              {
                id: 'kind',
                header: t('imports:kindLabel'),
                cell: ({ kind }) => t(`imports:kind.${kind}`),
                isTitle: true,
              },
              { id: 'rows', header: t('holds'), cell: ({ kind }) => t(`imports:kindHint.${kind}`) },
              {
                id: 'download',
                header: <span className="sf-hidden">{t('download')}</span>,
                cell: ({ kind }) => (
                  <Button
                    component="a"
                    href={`/api/v1/exports/${kind}?format=${format}`}
                    download
                    size="compact-sm"
                    variant="default"
                    leftSection={<Icon name="download" size={15} />}
                  >
                    {t('download')}
                    <span className="sf-hidden">: {t(`imports:kind.${kind}`)}</span>
                  </Button>
                ),
              },
            ]}
          />
        </Stack>
      </Surface>
    </>
  )
}
