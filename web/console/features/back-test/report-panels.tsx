/** What a back-test found: shorter promises at the same share kept, and each quantile beside the promises given. */
import { Select, SimpleGrid, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackTest, BackTestReport, SameShare } from '../../../../contract/back-tests.ts'
import { Figure } from '../../../ui/figure.tsx'
import type { Rule } from '../../../ui/figure-rule.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { Empty } from '../../../ui/notices.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { type PromiseRow, promiseRows, segmentsOf } from './promise-rows.ts'

type Props = { test: BackTest; report: BackTestReport }

export function ReportPanels({ test, report }: Props) {
  const { t } = useTranslation('backTest')
  const formats = useFormats()
  if (report.judged_cases === 0 || report.from_day === null || report.to_day === null)
    return (
      <Surface isFlush>
        <Empty icon="clock" title={t('tooFew')}>
          {t('tooFewNote')}
        </Empty>
      </Surface>
    )
  const judged = t('judged', {
    cases: formats.number(report.judged_cases),
    from: formats.date(report.from_day),
    to: formats.date(report.to_day),
    at: formats.instant(test.ended_at ?? test.asked_at),
  })
  return (
    <>
      {report.given && <SameShareFigures report={report} />}
      <PromiseTable report={report} note={judged} />
    </>
  )
}

const VARIANTS = ['overall', 'evenly'] as const

function SameShareFigures({ report }: { report: BackTestReport }) {
  const found = VARIANTS.map((variant) => ({ variant, trade: report[`same_share_${variant}`] }))
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {found.map(({ variant, trade }) => (
        <TradeFigure key={variant} variant={variant} trade={trade} report={report} />
      ))}
    </SimpleGrid>
  )
}

type TradeProps = { variant: (typeof VARIANTS)[number]; trade: SameShare | null; report: BackTestReport }

function TradeFigure({ variant, trade, report }: TradeProps) {
  const { t } = useTranslation('backTest')
  const formats = useFormats()
  const ruleOf = useRule(report)
  const title = t(`trade.${variant}.title`)
  const days = (value: number) => formats.number(value, { min: 1, max: 1 })
  const isShorter = trade !== null && trade.shorter_percent >= 0
  return (
    <Surface>
      <Text size="sm" c="dimmed" mb={2}>
        {title}
      </Text>
      {trade === null ? (
        <Text>{t('trade.outOfReach')}</Text>
      ) : (
        <>
          <Figure
            size="large"
            value={t(isShorter ? 'trade.shorter' : 'trade.longer', {
              share: formats.percent(Math.abs(trade.shorter_percent) / 100),
            })}
            label={title}
            rule={ruleOf(title, t(`trade.${variant}.definition`), null)}
          />
          <Text size="sm" c="dimmed" mt={6}>
            {t('trade.days', {
              ours: days(trade.mean_days),
              given: days(trade.given_mean_days),
              kept: formats.percent(trade.kept),
            })}
          </Text>
        </>
      )}
    </Surface>
  )
}

function useRule(report: BackTestReport) {
  const { t } = useTranslation('backTest')
  return (title: string, definition: string, row: PromiseRow | null): Rule => ({
    title,
    definition,
    ...(row?.kept != null && {
      numerator: { label: t('rule.kept'), count: Math.round(row.kept * row.cases) },
      denominator: { label: t('rule.cases'), count: row.cases },
      interval: row.interval ?? undefined,
    }),
    exclusions: [
      { label: t('rule.neverDelivered'), count: report.never_delivered },
      { label: t('rule.skipped'), count: report.skipped },
    ],
  })
}

function PromiseTable({ report, note }: { report: BackTestReport; note: string }) {
  const { t } = useTranslation('backTest')
  const formats = useFormats()
  const ruleOf = useRule(report)
  const [segment, setSegment] = useState<string | null>(null)
  const segments = segmentsOf(report)
  const rows = promiseRows(report, segment)
  const everyRow = useTheseRows(rows)
  const nameOf = ({ quantile }: PromiseRow) =>
    quantile === null ? t('asPromised') : t('atQuantile', { share: formats.percent(quantile, 0) })
  const columns: Column<PromiseRow>[] = [
    { id: 'promise', header: t('column.promise'), isTitle: true, cell: nameOf, text: nameOf },
    {
      id: 'kept',
      header: t('column.kept'),
      isNumber: true,
      text: (row) => row.kept,
      cell: (row) => (
        <Figure
          value={formats.percent(row.kept)}
          label={`${nameOf(row)}, ${t('column.kept')}`}
          isFaint={row.cases < FEW_CASES}
          rule={ruleOf(nameOf(row), t(row.quantile === null ? 'rule.given' : 'rule.quantile'), row)}
        />
      ),
    },
    {
      id: 'interval',
      header: t('column.interval'),
      isNumber: true,
      text: (row) => row.interval && `${row.interval.low} – ${row.interval.high}`,
      cell: (row) =>
        row.interval ? `${formats.percent(row.interval.low)} – ${formats.percent(row.interval.high)}` : '–',
    },
    {
      id: 'days',
      header: t('column.days'),
      isNumber: true,
      text: (row) => row.mean_days,
      cell: (row) => (
        <Figure
          value={row.mean_days === null ? '–' : formats.number(row.mean_days, { min: 1, max: 1 })}
          label={`${nameOf(row)}, ${t('column.days')}`}
          rule={ruleOf(t('column.days'), t('rule.days'), null)}
        />
      ),
    },
    {
      id: 'cases',
      header: t('column.cases'),
      isNumber: true,
      text: (row) => row.cases,
      cell: (row) => formats.number(row.cases),
    },
  ]
  return (
    <Surface
      isFlush
      title={t('table')}
      note={note}
      actions={
        segments.length > 0 && (
          <Select
            size="xs"
            w={200}
            aria-label={t('segment')}
            placeholder={t('allSegments')}
            data={segments}
            value={segment}
            clearable
            onChange={setSegment}
          />
        )
      }
    >
      <RecordTable
        label={t('table')}
        name="back-test"
        columns={columns}
        rows={rows}
        everyRow={everyRow}
        rowKey={(row) => row.key}
        total={rows.length}
        height="320px"
        empty={<Empty title={t('tooFew')}>{t('tooFewNote')}</Empty>}
      />
    </Surface>
  )
}
