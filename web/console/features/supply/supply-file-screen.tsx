/** One supply: its lines and their days, who hangs on each, where it came otherwise, and what is proposed because of it. */
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { ExpectedFile, ExpectedLine, HangingPromise } from '../../../../contract/expected.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { usePlaceName } from '../../lib/place-name.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { TouchedNote } from './touched-note.tsx'
import { type Checked, useSupplyFile } from './use-supply.ts'
import { useWhyCounted } from './why-counted.ts'

const ChangeLine = lazy(() => import('./change-line.tsx').then((module) => ({ default: module.ChangeLine })))

export default function SupplyFileScreen() {
  const { t } = useTranslation(['supply', 'shell'])
  const placeName = usePlaceName()
  const { id = '' } = useParams()
  const session = useSession()
  const file = useSupplyFile(id)
  const [checked, setChecked] = useState<Checked | null>(null)
  const [changing, setChanging] = useState<ExpectedLine | null>(null)
  const first = file.data?.lines[0]
  const isOpen = file.data?.lines.some((line) => line.state !== 'closed')
  const known = checked ?? proposedOf(file.data)
  const mayChange = mayDo(session, 'supply.write')
  return (
    <>
      <PageHead
        title={id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.supply'), to: '/supply' }}
        lead={
          first &&
          [placeName(first.supplier_id ?? first.from_location_id), first.location_name].filter(Boolean).join(' · ')
        }
        actions={
          isOpen &&
          mayDo(session, 'stock.write') && (
            <Button component={Link} to={`/supply/${encodeURIComponent(id)}/receive`}>
              {t('receive')}
            </Button>
          )
        }
      />
      <Stack gap="md">
        {known && <TouchedNote checked={known} />}
        <Answer of={file}>
          {(data) => (
            <>
              <Lines rows={data.lines} onChange={mayChange ? setChanging : undefined} />
              <Hanging rows={data.promises} lines={data.lines} />
              {data.differences.length > 0 && <Differences rows={data.differences} />}
            </>
          )}
        </Answer>
      </Stack>
      {changing && (
        <Suspense fallback={null}>
          <ChangeLine
            line={changing}
            onClose={() => setChanging(null)}
            onDone={(answer) => {
              setChecked(answer)
              setChanging(null)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

const proposedOf = (file: ExpectedFile | undefined): Checked | null => {
  const [latest] = file?.proposals ?? []
  return latest ? { proposal_id: latest.proposal_id, lines_touched: latest.line_count, lines_checked: 0 } : null
}

function Lines({
  rows,
  onChange,
}: {
  rows: readonly ExpectedLine[]
  onChange: ((line: ExpectedLine) => void) | undefined
}) {
  const { t } = useTranslation(['supply', 'field'])
  const formats = useFormats()
  const why = useWhyCounted()
  const number = (value: number) => formats.number(value, { min: 0, max: 3 })
  return (
    <Surface title={t('lines')} note={t('linesNote')}>
      <PlainTable
        label={t('lines')}
        rows={rows}
        rowKey={(row) => `${row.line_number}`}
        columns={[
          {
            id: 'product',
            header: t('field:product'),
            isTitle: true,
            cell: (row) => (
              <Anchor
                component={Link}
                to={`/stock/${encodeURIComponent(row.product_id)}/${encodeURIComponent(row.location_id)}`}
              >
                {row.product_name}
              </Anchor>
            ),
          },
          { id: 'quantity', header: t('announced'), isNumber: true, cell: (row) => number(row.quantity) },
          { id: 'received', header: t('received'), isNumber: true, cell: (row) => number(row.received) },
          { id: 'due', header: t('due'), cell: (row) => formats.date(row.due_on) },
          { id: 'counted', header: t('counted'), cell: (row) => formats.date(row.counted_on) },
          {
            id: 'why',
            header: t('why.label'),
            cell: (row) => (
              <Text size="sm" c="dimmed">
                {row.state === 'closed' ? t(`state.${row.closed_cause ?? 'closed'}`) : why(row)}
              </Text>
            ),
          },
          {
            id: 'promises',
            header: t('promises'),
            isNumber: true,
            cell: (row) => formats.number(row.promise_count),
          },
          {
            id: 'change',
            header: <span className="sf-hidden">{t('change')}</span>,
            cell: (row) =>
              row.state !== 'closed' &&
              onChange && (
                <Group justify="flex-end">
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('changeOf', { product: row.product_name })}
                    onClick={() => onChange(row)}
                  >
                    {t('change')}
                  </Button>
                </Group>
              ),
          },
        ]}
      />
    </Surface>
  )
}

function Hanging({ rows, lines }: { rows: readonly HangingPromise[]; lines: readonly ExpectedLine[] }) {
  const names = new Map(lines.map((line) => [line.product_id, line.product_name]))
  const { t } = useTranslation(['supply', 'field'])
  const formats = useFormats()
  return (
    <Surface title={t('hanging')} note={t('hangingNote')}>
      {rows.length === 0 ? (
        <Empty title={t('nobodyHangs')} isSuccess />
      ) : (
        <PlainTable
          label={t('hanging')}
          rows={rows}
          rowKey={(row) => `${row.supply_line} ${row.order_id}/${row.line_number} ${row.need_on}`}
          columns={[
            {
              id: 'order',
              header: t('field:order_id'),
              isTitle: true,
              cell: (row) => (
                <Anchor component={Link} to={`/orders/${encodeURIComponent(row.order_id)}`}>
                  {`${row.order_id} / ${row.line_number}`}
                </Anchor>
              ),
            },
            { id: 'customer', header: t('customer'), cell: (row) => row.customer_name },
            { id: 'product', header: t('field:product'), cell: (row) => names.get(row.product_id) ?? row.product_id },
            {
              id: 'quantity',
              header: t('field:quantity'),
              isNumber: true,
              cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
            },
            { id: 'need', header: t('mustLeave'), cell: (row) => formats.date(row.need_on) },
            {
              id: 'promised',
              header: t('promisedBy'),
              cell: (row) => row.promised_to && formats.date(row.promised_to),
            },
          ]}
        />
      )}
    </Surface>
  )
}

function Differences({ rows }: { rows: ExpectedFile['differences'] }) {
  const { t } = useTranslation(['supply', 'field'])
  const formats = useFormats()
  return (
    <Surface title={t('differences')}>
      <PlainTable
        label={t('differences')}
        rows={rows}
        rowKey={(row) => `${row.recorded_at} ${row.kind} ${row.product_id}`}
        columns={[
          { id: 'kind', header: t('field:kind'), isTitle: true, cell: (row) => t(`difference.${row.kind}`) },
          { id: 'product', header: t('field:product'), cell: (row) => row.product_id },
          {
            id: 'quantity',
            header: t('field:quantity'),
            isNumber: true,
            cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
          },
          { id: 'cause', header: t('field:reason'), cell: (row) => row.cause },
          { id: 'when', header: t('when'), cell: (row) => formats.instant(row.recorded_at) },
        ]}
      />
    </Surface>
  )
}
