/** The file of one order: its lines with their rights, the promise and the evidence of the chosen line, one timeline, the bill. */
import { Anchor, Grid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { Right } from '../../../../contract/rights.ts'
import { useAddress } from '../../../ui/address.ts'
import { DoorPanel } from '../../../ui/door.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { isCancelled } from '../../../ui/is-cancelled.ts'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { RightsStrip } from '../../lib/rights-strip.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { ToldMessages } from '../../lib/told-messages.tsx'
import { RIGHTS } from '../../lib/value-lists.ts'
import { BasesTable } from './bases-table.tsx'
import { BillTable } from './bill-table.tsx'
import { checksOf } from './checks-of.ts'
import { EvidencePanel } from './evidence-panel.tsx'
import { LaterNote } from './later-note.tsx'
import { LineList } from './line-list.tsx'
import { LinePromise } from './line-promise.tsx'
import { LineRisk } from './line-risk.tsx'
import { OrderActions } from './order-actions.tsx'
import { OrderCost } from './order-cost.tsx'
import { OrderProgressPanel } from './order-progress.tsx'
import type { ReadOrderFile } from './order-records.ts'
import { OrderRequirements } from './order-requirements.tsx'
import { OrderTimeline } from './order-timeline.tsx'
import { ReplacedNote } from './replaced-note.tsx'
import { TimesTable } from './times-table.tsx'
import { type LineVerdict, useOrderChanges, useOrderFile, useOrderProgress, useOrderVerdicts } from './use-order.ts'

export default function OrderScreen() {
  const { t } = useTranslation(['orders', 'shell'])
  const formats = useFormats()
  const { id = '' } = useParams()
  const file = useOrderFile(id)
  const order = file.data?.order
  return (
    <>
      <PageHead
        title={id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.orders'), to: '/orders' }}
        actions={file.data && <OrderActions file={file.data} />}
        lead={
          order && (
            <>
              <Anchor
                component={Link}
                to={`/customers/${encodeURIComponent(order.customer_id)}`}
                size="sm"
                underline="always"
              >
                {file.data?.customer.name ?? order.customer_id}
              </Anchor>
              {[
                order.ordered_at
                  ? t('orderedAt', { at: formats.instant(order.ordered_at, order.zone ?? undefined) })
                  : order.ordered_on && t('orderedAt', { at: formats.date(order.ordered_on) }),
                order.site_name ?? order.site_id,
                order.location_name ?? order.location_id,
              ]
                .filter(Boolean)
                .map((part) => ` · ${part}`)}
            </>
          )
        }
      />
      <Answer of={file}>{(found) => <OrderBody file={found} />}</Answer>
    </>
  )
}

function OrderBody({ file }: { file: ReadOrderFile }) {
  const session = useSession()
  const { t } = useTranslation('orders')
  const [filters, change] = useAddress()
  const verdicts = useOrderVerdicts(file.order.order_id)
  const progress = useOrderProgress(file.order.order_id)
  useOrderChanges(file.order.order_id)
  const byLine = new Map(verdicts.data?.lines.map((verdict) => [verdict.line_number, verdict]))
  const line = file.lines.find((one) => String(one.line_number) === filters.line) ?? worstLine(file, byLine)
  return (
    <Grid gap="md">
      {progress.data?.stages.some(({ state }) => state !== 'not_needed') && (
        <Grid.Col span={12}>
          <Surface title={t('progress.title')}>
            <OrderProgressPanel progress={progress.data} zone={file.order.zone ?? undefined} />
          </Surface>
        </Grid.Col>
      )}
      <Grid.Col span={{ base: 12, md: 4, xl: 3 }}>
        <Surface isFlush title={t('linesTitle', { count: file.lines.length })}>
          <LineList
            lines={file.lines}
            verdicts={byLine}
            chosen={line?.line_number ?? 0}
            onChoose={(next) => change({ line: String(next), right: undefined })}
          />
        </Surface>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 8, xl: 6 }}>
        <Stack gap="md">
          {line && (
            <Surface
              title={t('lineTitle', { number: line.line_number, product: line.product_name ?? line.product_id })}
            >
              <Stack gap="lg" mt="xs">
                <ReplacedNote line={line} />
                <LinePromise
                  key={line.line_number}
                  order={file.order}
                  line={line}
                  verdict={byLine.get(line.line_number)}
                />
                {!isCancelled(line) && (
                  <>
                    <LineRisk orderId={file.order.order_id} lineNumber={line.line_number} />
                    <LaterNote orderId={file.order.order_id} lineNumber={line.line_number} />
                  </>
                )}
                {byLine.has(line.line_number) && (
                  <LineRights file={file} verdict={byLine.get(line.line_number) as LineVerdict} />
                )}
              </Stack>
            </Surface>
          )}
          <Surface title={t('bill')}>
            <BillTable invoices={file.invoices} />
          </Surface>
          {mayDo(session, 'costs.read') && <OrderCost orderId={file.order.order_id} />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, xl: 3 }}>
        <Stack gap="md">
          <DoorPanel
            path={`/api/v1/orders/${encodeURIComponent(file.order.order_id)}`}
            queryKey={['order', file.order.order_id]}
            zone={file.order.zone ?? undefined}
            mayChange={mayDo(session, 'orders.write')}
            mayFavor
          />
          <OrderRequirements orderId={file.order.order_id} />
          <Surface title={t('timeline')}>
            <OrderTimeline file={file} />
          </Surface>
          {mayDo(session, 'messages.read') && <ToldMessages about={{ order_id: file.order.order_id }} />}
        </Stack>
      </Grid.Col>
    </Grid>
  )
}

/** Without a choice the reader is brought to the first line that went wrong. */
function worstLine(file: ReadOrderFile, verdicts: ReadonlyMap<number, LineVerdict>) {
  return file.lines.find((one) => verdicts.get(one.line_number)?.firstCause) ?? file.lines[0]
}

function LineRights({ file, verdict }: { file: ReadOrderFile; verdict: LineVerdict }) {
  const { t } = useTranslation(['orders', 'rights'])
  const [filters, change] = useAddress()
  const checks = checksOf(verdict)
  const wanted = filters.right as Right | undefined
  const open = wanted && RIGHTS.includes(wanted) ? wanted : (RIGHTS.find((right) => checks[right] === 'fail') ?? 'time')
  const line = file.lines.find((one) => one.line_number === verdict.line_number)
  return (
    <Stack gap="sm">
      {verdict.exclusion && (
        <Text size="sm" c="var(--sf-watch)">
          {t('excluded', { reason: t(`rights:exclusion.${verdict.exclusion}`) })}
        </Text>
      )}
      <RightsStrip
        rights={checks}
        size="large"
        openRight={open}
        onOpen={(right) => change({ line: String(verdict.line_number), right })}
      />
      {line && <EvidencePanel right={open} verdict={verdict} line={line} order={file.order} />}
      <BasesTable verdict={verdict} promises={line?.promises ?? []} />
      <TimesTable verdict={verdict} />
    </Stack>
  )
}
