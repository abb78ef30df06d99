/** What followed what, in the lanes of the design: thick where much went, dashed where the design has no such way. */
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { DiscoveredMap } from '../../../../contract/process-chart.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useNames } from './names.ts'
import { type PictureArrow, type PictureStep, ProcessPicture } from './process-picture.tsx'
import { useChart } from './use-chart.ts'

type Props = { found: DiscoveredMap; isDifference: boolean; onOpen: (open: string) => void; ref?: Ref<SVGSVGElement> }

export const isMeant = (finding: DiscoveredMap['arcs'][number]['finding']) =>
  finding === 'designed' || finding === 'side_by_side'

export function MapPicture({ found, isDifference, onOpen, ref }: Props) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const process = useChart().data?.process
  const most = Math.max(1, ...found.arcs.map(({ count }) => count))
  const steps = Object.fromEntries(
    found.activities.map((one): [string, PictureStep] => {
      const name = names.activity(one.activity)
      const isForeign = one.department === null
      const lines = [
        t('times', { count: one.count, n: formats.number(one.count) }),
        one.repeated > 0 && t('again', { n: formats.number(one.repeated) }),
      ].filter(Boolean) as string[]
      return [
        one.activity,
        {
          ...{ shape: 'task', name, isDashed: isForeign },
          label: [name, ...lines, isForeign && t('finding.not_designed')].filter(Boolean).join(', '),
          ...(isForeign && { stroke: 'var(--sf-watch)', fill: 'var(--sf-watch-fill)' }),
          inside: lines.map((line, at) => (
            <text key={line} x={9} y={56 + 15 * at} fontSize="11.5" fill="var(--sf-dim)">
              {`${line} `}
            </text>
          )),
          onOpen: () => onOpen(one.activity),
        },
      ]
    }),
  )
  const arrows = Object.fromEntries(
    found.arcs.map((arc): [string, PictureArrow] => {
      const isGood = isMeant(arc.finding)
      const text = `${formats.number(arc.count)} · ${names.hours(arc.waiting.median)}`
      const isFaint = isDifference && isGood
      return [
        arc.id,
        {
          width: 1 + 4 * (arc.count / most),
          stroke: isFaint ? 'var(--sf-line-strong)' : isGood ? 'var(--sf-note)' : 'var(--sf-watch)',
          isDashed: !isGood,
          ...(!isFaint && { text }),
          label: `${names.activity(arc.from)} → ${names.activity(arc.to)}, ${text}, ${t(`finding.${arc.finding}`)}`,
          onOpen: () => onOpen(arc.id),
        },
      ]
    }),
  )
  return (
    <ProcessPicture
      ref={ref}
      label={t('mapPicture')}
      layout={found.layout}
      laneName={(id) => {
        const lane = process?.lanes.find(({ lane_id }) => lane_id === id)
        return lane ? names.lane(lane) : t('notInDesign')
      }}
      steps={steps}
      arrows={arrows}
    />
  )
}
