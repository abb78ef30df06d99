/** Weeks of those touched and of the others, with the day of the step between them. The table beside it says the same. */
import { useTranslation } from 'react-i18next'
import type { ActionEffect } from '../../../../contract/actions.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { useWidth } from '../../../ui/use-width.ts'
import { useMeasureText } from '../../lib/actions/measure-text.ts'

const HEIGHT = 190
const MARGIN = { top: 16, right: 12, bottom: 28, left: 56 }

export function EffectPicture({ found }: { found: ActionEffect }) {
  const { t } = useTranslation('actions')
  const formats = useFormats()
  const { levelText } = useMeasureText()
  const [ref, width] = useWidth<HTMLDivElement>()
  const { weeks, measure } = found
  const values = weeks.flatMap(({ touched, others }) =>
    [touched, others].filter((value): value is number => value !== null),
  )
  if (values.length === 0) return null
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const span = high - low || 1
  const plot = { width: Math.max(0, width - MARGIN.left - MARGIN.right), height: HEIGHT - MARGIN.top - MARGIN.bottom }
  const x = (at: number) => MARGIN.left + (plot.width * (at + 0.5)) / weeks.length
  const y = (value: number) => MARGIN.top + plot.height * (1 - (value - low) / span)
  const step = weeks.findIndex(({ is_after }) => is_after)
  const path = (of: 'touched' | 'others') =>
    weeks
      .map((week, at) => ({ at, value: week[of] }))
      .filter((point): point is { at: number; value: number } => point.value !== null)
      .map(({ at, value }, nth) => `${nth ? 'L' : 'M'}${x(at)} ${y(value)}`)
      .join('')
  const said = t('effect.picture', {
    before: levelText(measure, found.before),
    after: levelText(measure, found.after),
    othersBefore: levelText(measure, found.others_before),
    othersAfter: levelText(measure, found.others_after),
  })
  return (
    <div ref={ref} style={{ width: '100%' }}>
      {width > 0 && (
        <svg role="img" aria-label={said} width={width} height={HEIGHT} style={{ display: 'block' }}>
          {[low, high].map((value) => (
            <text key={value} x={MARGIN.left - 6} y={y(value) + 4} textAnchor="end" fontSize={11} fill="var(--sf-dim)">
              {levelText(measure, value)}
            </text>
          ))}
          {step >= 0 && (
            <>
              <line
                x1={x(step - 0.5)}
                x2={x(step - 0.5)}
                y1={MARGIN.top - 6}
                y2={HEIGHT - MARGIN.bottom}
                stroke="var(--sf-line-strong)"
                strokeDasharray="4 3"
              />
              <text x={x(step - 0.5)} y={HEIGHT - 8} textAnchor="middle" fontSize={11} fill="var(--sf-ink)">
                {formats.date(weeks[step]!.week)}
              </text>
            </>
          )}
          <path d={path('others')} fill="none" stroke="var(--sf-dim)" strokeWidth={1.5} strokeDasharray="5 3" />
          <path d={path('touched')} fill="none" stroke="var(--sf-note)" strokeWidth={2} />
          {weeks.map(({ week, touched }, at) =>
            touched === null ? null : <circle key={week} cx={x(at)} cy={y(touched)} r={3} fill="var(--sf-note)" />,
          )}
        </svg>
      )}
    </div>
  )
}
