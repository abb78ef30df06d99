/** The chart as a table: every step and hand-over with its department, result, standard and mark. On a phone it stands in for the picture. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DesignedChart, StepResult } from '../../../../contract/process-chart.ts'
import { DownloadRows } from '../../../ui/download-rows.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { MarkWord } from './mark-sign.tsx'
import { useNames } from './names.ts'
import { resultOf } from './result-of.ts'
import type { Chosen } from './use-chart.ts'

type Row = { chosen: Chosen; name: string; lane: string; result: StepResult }
type Props = { chart: DesignedChart; onOpen: (chosen: Chosen) => void }

export function ResultTable({ chart, onOpen }: Props) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const rows = useRows(chart)
  const share = ({ result }: Row) => (result.share ? formats.percent(result.share.right / result.share.n, 1) : '')
  const standard = ({ result }: Row) => (result.standard === null ? '' : formats.percent(result.standard, 1))
  const waiting = ({ result }: Row) => (result.waiting ? names.hours(result.waiting.median) : '')
  return (
    <>
      {[...new Set(rows.map(({ lane }) => lane))].map((lane) => (
        <Surface key={lane} title={lane} style={{ marginBottom: 12 }}>
          <PlainTable
            label={lane}
            rows={rows.filter((row) => row.lane === lane)}
            rowKey={({ chosen }) => `${chosen.kind} ${chosen.id}`}
            columns={[
              {
                id: 'name',
                header: t('stepOrHandOver'),
                isTitle: true,
                cell: ({ name, chosen }) => (
                  <Button variant="subtle" size="compact-sm" styles={WRAPPED} onClick={() => onOpen(chosen)}>
                    {name}
                  </Button>
                ),
              },
              { id: 'mark', header: t('markTitle'), cell: ({ result }) => <MarkWord mark={result.mark} /> },
              { id: 'share', header: t('result'), isNumber: true, cell: share },
              { id: 'standard', header: t('standard'), isNumber: true, cell: standard },
              { id: 'waiting', header: t('median'), isNumber: true, cell: waiting },
            ]}
          />
        </Surface>
      ))}
      <DownloadRows
        name="process-chart"
        columns={[
          { id: 'lane', header: t('lane'), cell: ({ lane }: Row) => lane },
          { id: 'name', header: t('stepOrHandOver'), cell: ({ name }: Row) => name },
          { id: 'mark', header: t('markTitle'), cell: ({ result }: Row) => t(`mark.${result.mark}`) },
          { id: 'share', header: t('result'), cell: share },
          { id: 'standard', header: t('standard'), cell: standard },
          { id: 'waiting', header: t('median'), cell: waiting },
        ]}
        everyRow={() => [rows]}
      />
    </>
  )
}

const WRAPPED = {
  root: { height: 'auto', paddingInline: 0 },
  label: { whiteSpace: 'normal', textAlign: 'start' },
} as const

function useRows({ process, results }: DesignedChart): Row[] {
  const { t } = useTranslation('process')
  const names = useNames()
  const laneOf = (stepId: string) => {
    const id = process.steps.find(({ step_id }) => step_id === stepId)?.lane_id
    return process.lanes.find(({ lane_id }) => lane_id === id)
  }
  const rows = [
    ...process.steps.map((step) => ({
      id: step.step_id,
      kind: 'step' as const,
      name: names.step(step),
      of: step.step_id,
    })),
    // Whoever waits for goods or papers is the one whom a hand-over concerns.
    ...process.arrows.map((arrow) => ({
      ...{ id: arrow.arrow_id, kind: 'arrow' as const, of: arrow.to_step },
      name: t('handOverOf', { arrow: names.arrow(process, arrow) }),
    })),
  ].flatMap(({ id, kind, name, of }) => {
    const result = resultOf(results, id)
    const lane = laneOf(of)
    return result
      ? [
          {
            chosen: { kind, id },
            name,
            result,
            lane: lane ? names.lane(lane) : t('noLane'),
            number: lane?.lane_number ?? 99,
          },
        ]
      : []
  })
  return rows.sort((a, b) => a.number - b.number)
}
