/** What stands behind the mark of a step or hand-over: the rule in words, the control chart, causes, and the orders. */
import { Anchor, Drawer, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { DesignedChart, ResultDetail, StepResult } from '../../../../contract/process-chart.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { RankedBars } from '../../../ui/ranked-bars.tsx'
import { Answer } from '../../../ui/request.tsx'
import { actionStart } from '../../lib/actions/action-start.ts'
import { ActionsOf } from '../../lib/actions/actions-of.tsx'
import { ControlChart } from './control-chart.tsx'
import { MarkWord } from './mark-sign.tsx'
import { useNames } from './names.ts'
import { type Chosen, useResult, useScope } from './use-chart.ts'

type Props = { chosen: Chosen; chart: DesignedChart; onClose: () => void }

export function ResultDrawer({ chosen, chart, onClose }: Props) {
  const { t } = useTranslation(['process', 'ui'])
  const names = useNames()
  const detail = useResult(chosen)
  const step = chosen.kind === 'step' ? chart.process.steps.find(({ step_id }) => step_id === chosen.id) : undefined
  const arrow =
    chosen.kind === 'arrow' ? chart.process.arrows.find(({ arrow_id }) => arrow_id === chosen.id) : undefined
  const lane = chart.process.lanes.find(({ lane_id }) => lane_id === step?.lane_id)
  const title = step
    ? names.step(step)
    : arrow
      ? t('handOverOf', { arrow: names.arrow(chart.process, arrow) })
      : chosen.id
  return (
    <Drawer opened onClose={onClose} size="xl" title={title} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Stack gap="md">
        {(lane || step?.owner) && (
          <Text size="sm" c="dimmed">
            {[lane && names.lane(lane), step?.owner && t('ownedBy', { owner: step.owner })].filter(Boolean).join(' · ')}
          </Text>
        )}
        {step?.note && <Text size="sm">{step.note}</Text>}
        <Answer of={detail}>
          {(found) => (
            <>
              <Detail found={found} hours={arrow ? found.allowed_hours : null} kind={chosen.kind}>
                <Actions found={found} chosen={chosen} name={title} />
              </Detail>
            </>
          )}
        </Answer>
      </Stack>
    </Drawer>
  )
}

function Actions({ found: { result }, chosen, name }: { found: ResultDetail; chosen: Chosen; name: string }) {
  const { t } = useTranslation('process')
  const { segment_id, site_id } = useScope()
  const { share, standard, measure } = result
  const start = (known: number) =>
    actionStart({
      ...{ id: `CHART ${chosen.id}`, reason: 'chart', chart_id: chosen.id, segment_id, site_id, measure, known },
      ...{ measured: share && share.n > 0 ? share.right / share.n : null, wanted: standard, now: new Date() },
      title: t('actionTitle', { name }),
    })
  return <ActionsOf of={{ chart_id: chosen.id }} segmentId={segment_id} start={start} />
}

type DetailProps = { found: ResultDetail; hours: number | null; kind: Chosen['kind']; children: ReactNode }

/** What is done about it stands before the charts and the long list of orders. */
function Detail({ found, hours, kind, children }: DetailProps) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const { result } = found
  return (
    <>
      <div>
        <MarkWord mark={result.mark} />
        <ResultText result={result} hours={hours} />
      </div>
      {children}
      {result.measure && found.weeks.some(({ n }) => n > 0) && (
        <div>
          <Text fw={650}>{t('byWeek')}</Text>
          <Text size="sm" c="dimmed">
            {t('byWeekNote', { factor: formats.number(found.overdispersion ?? 1, 2) })}
          </Text>
          <ControlChart
            label={t('byWeek')}
            center={found.center}
            standard={result.standard}
            show={(value) => formats.percent(value, 1)}
            points={found.weeks.map(({ week, right, n, lower, upper, signals }) => ({
              ...{ week, lower, upper, value: n > 0 ? right / n : null },
              signal: signals.length > 0 ? signals.map((one) => t(`signal.${one}`)).join(', ') : null,
              cases: n > 0 ? t('rightOf', { right: formats.number(right), n: formats.number(n) }) : null,
            }))}
          />
        </div>
      )}
      {found.hours && (
        <div>
          <Text fw={650}>{t('medianByWeek')}</Text>
          <Text size="sm" c="dimmed">
            {t('medianNote')}
          </Text>
          <ControlChart
            label={t('medianByWeek')}
            center={found.hours.center}
            standard={hours}
            show={names.hours}
            points={found.hours.weeks.map(({ week, value, is_signal }) => ({
              ...{ week, value, lower: found.hours!.lower, upper: found.hours!.upper, cases: null },
              signal: is_signal ? t('signal.beyond_limits') : null,
            }))}
          />
        </div>
      )}
      {found.causes.length > 0 && (
        <div>
          <Text fw={650}>{t('causes')}</Text>
          <Causes causes={found.causes} />
        </div>
      )}
      {result.measure && <Behind found={found} kind={kind} />}
    </>
  )
}

/** The rule in words: what is counted, how much is right, what is asked, and why the mark is what it is. */
function ResultText({ result, hours }: { result: StepResult; hours: number | null }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const { share, standard, standard_of, measure, waiting, unknown } = result
  const said = [
    t(`why.${result.why}`),
    measure && (hours === null ? t(`rule.${measure}`) : t('rule.hand_over_in', { hours: names.hours(hours) })),
    share &&
      t('shareText', {
        share: formats.percent(share.right / share.n, 1),
        right: formats.number(share.right),
        n: formats.number(share.n),
        low: formats.percent(share.low, 1),
        high: formats.percent(share.high, 1),
      }),
    standard !== null && t(`asked.${standard_of}`, { standard: formats.percent(standard, 1) }),
    waiting && t('waitingText', { median: names.hours(waiting.median), p90: names.hours(waiting.p90) }),
    unknown > 0 && t('unknownText', { n: formats.number(unknown) }),
  ].filter(Boolean)
  return (
    <Text size="sm" mt={6}>
      {said.join(' ')}
    </Text>
  )
}

function Causes({ causes }: Pick<ResultDetail, 'causes'>) {
  const { t } = useTranslation(['process', 'rights'])
  return (
    <RankedBars
      label={t('causes')}
      bars={causes.map(({ cause, lines }) => ({ id: cause, label: t(`rights:cause.${cause}`), count: lines }))}
    />
  )
}

function Behind({ found: { orders }, kind }: { found: ResultDetail; kind: Chosen['kind'] }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  return (
    <div>
      <Text fw={650}>{t('behind')}</Text>
      <Text size="sm" c="dimmed" mb={6}>
        {t(kind === 'arrow' ? 'behindLate' : 'behindWrong')}
      </Text>
      {orders.length === 0 ? (
        <Empty isSuccess title={t('behindNone')} />
      ) : (
        <PlainTable
          label={t('behind')}
          rows={orders}
          rowKey={(row) => `${row.order_id}/${row.line_number}/${row.day}`}
          columns={[
            {
              id: 'order',
              header: t('order'),
              isTitle: true,
              cell: ({ order_id, line_number }) => (
                <Anchor component={Link} size="sm" underline="always" to={`/orders/${encodeURIComponent(order_id)}`}>
                  {line_number === null ? order_id : `${order_id}/${line_number}`}
                </Anchor>
              ),
            },
            {
              id: 'customer',
              header: t('customer'),
              cell: ({ customer_name, customer_id }) => customer_name ?? customer_id,
            },
            { id: 'day', header: t('day'), isNumber: true, cell: ({ day }) => formats.date(day) },
            {
              id: 'hours',
              header: t('took'),
              isNumber: true,
              cell: ({ hours }) => hours !== null && names.hours(hours),
            },
          ]}
        />
      )}
    </div>
  )
}
