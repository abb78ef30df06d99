/** The designed process with the mark of each step and hand-over in it. */
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesignedChart, StepResult } from '../../../../contract/process-chart.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { MarkShape, TONE } from './mark-sign.tsx'
import { useNames } from './names.ts'
import { type PictureArrow, type PictureStep, ProcessPicture } from './process-picture.tsx'
import { resultOf } from './result-of.ts'
import { SmallTrend } from './small-trend.tsx'
import type { Chosen } from './use-chart.ts'

type Props = { chart: DesignedChart; onOpen: (chosen: Chosen) => void; ref?: Ref<SVGSVGElement> }

export function DesignedPicture({ chart: { process, layout, results }, onOpen, ref }: Props) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const said = (name: string, result: StepResult | undefined) =>
    [
      name,
      result && t(`mark.${result.mark}`),
      result?.share && formats.percent(result.share.right / result.share.n, 1),
      result?.standard != null && t('standardOf', { standard: formats.percent(result.standard, 1) }),
    ]
      .filter(Boolean)
      .join(', ')
  const steps = Object.fromEntries(
    process.steps.map((step): [string, PictureStep] => {
      const name = names.step(step)
      const result = resultOf(results, step.step_id)
      if (step.kind !== 'task')
        return [
          step.step_id,
          {
            ...{ name, label: name, shape: step.kind === 'start' || step.kind === 'end' ? 'event' : 'gateway' },
            inside: step.kind === 'start' || step.kind === 'end' ? undefined : <GatewaySign kind={step.kind} />,
            ...(step.kind === 'end' && { stroke: 'var(--sf-ink)' }),
          },
        ]
      return [
        step.step_id,
        {
          ...{ name, shape: 'task', label: said(name, result) },
          ...(result && { stroke: TONE[result.mark], isDashed: result.mark === 'not_enough_data' }),
          inside: result && (
            <Inside result={result} word={t(`mark.${result.mark}`)} percent={(value) => formats.percent(value, 1)} />
          ),
          onOpen: () => onOpen({ kind: 'step', id: step.step_id }),
        },
      ]
    }),
  )
  const arrows = Object.fromEntries(
    process.arrows.map((arrow): [string, PictureArrow] => {
      const result = resultOf(results, arrow.arrow_id)
      if (!result) return [arrow.arrow_id, {}]
      const name = t('handOverOf', { arrow: names.arrow(process, arrow) })
      const waited = result.waiting ? names.hours(result.waiting.median) : ''
      return [
        arrow.arrow_id,
        {
          ...{ label: `${waited} ${said(name, result)}`.trim(), stroke: TONE[result.mark] },
          ...(waited && { text: waited }),
          sign: (x, y) => <MarkShape mark={result.mark} x={x} y={y} size={12} />,
          onOpen: () => onOpen({ kind: 'arrow', id: arrow.arrow_id }),
        },
      ]
    }),
  )
  return (
    <ProcessPicture
      ref={ref}
      label={t('pictureOf', { name: process.process_id === 'READY' ? t('ready') : process.name })}
      layout={layout}
      laneName={(id) => {
        const lane = process.lanes.find(({ lane_id }) => lane_id === id)
        return lane ? names.lane(lane) : t('noLane')
      }}
      steps={steps}
      arrows={arrows}
    />
  )
}

function Inside({ result, word, percent }: { result: StepResult; word: string; percent: (value: number) => string }) {
  const { mark, share, trend, standard } = result
  return (
    <>
      <MarkShape mark={mark} x={8} y={42} size={14} />
      <text x={25} y={53} fontSize="11" fontWeight="600" fill={TONE[mark]}>
        {`${word} `}
      </text>
      {share && (
        <text x={9} y={76} fontSize="11.5" fill="var(--sf-ink)">
          {percent(share.right / share.n)}
        </text>
      )}
      <SmallTrend trend={trend} standard={standard} stroke={TONE[mark]} x={62} y={62} width={80} height={16} />
    </>
  )
}

const GATEWAY_SIGNS = {
  parallel: 'M17 9v16M9 17h16',
  exclusive: 'M12 12l10 10M22 12L12 22',
  inclusive: 'M17 10.5a6.5 6.5 0 1 0 .01 0',
  event_based: 'M17 10l6 5-2 7h-8l-2-7z',
} as const

export const GatewaySign = ({ kind }: { kind: keyof typeof GATEWAY_SIGNS }) => (
  <path d={GATEWAY_SIGNS[kind]} fill="none" stroke="var(--sf-dim)" strokeWidth="2" />
)
