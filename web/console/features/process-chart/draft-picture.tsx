/** The drawing as it stands, with the step at hand set off. */
import { useTranslation } from 'react-i18next'
import type { ChartLayout } from '../../../../contract/process-chart.ts'
import { GatewaySign } from './designed-picture.tsx'
import type { Draft } from './draft.ts'
import { useNames } from './names.ts'
import { type PictureStep, ProcessPicture } from './process-picture.tsx'

type Props = { draft: Draft; layout: ChartLayout; chosen: string | null; onChoose: (id: string) => void }

export function DraftPicture({ draft, layout, chosen, onChoose }: Props) {
  const { t } = useTranslation('process')
  const names = useNames()
  const steps = Object.fromEntries(
    draft.steps.map((step): [string, PictureStep] => {
      const name = names.step(step)
      const isEvent = step.kind === 'start' || step.kind === 'end'
      return [
        step.step_id,
        {
          ...{ name, label: `${name}, ${t(`kind.${step.kind}`)}` },
          shape: isEvent ? 'event' : step.kind === 'task' ? 'task' : 'gateway',
          inside:
            step.kind === 'task' || step.kind === 'start' || step.kind === 'end' ? undefined : (
              <GatewaySign kind={step.kind} />
            ),
          ...(step.step_id === chosen && { stroke: 'var(--sf-note)', fill: 'var(--sf-note-fill)' }),
          onOpen: () => onChoose(step.step_id),
        },
      ]
    }),
  )
  return (
    <ProcessPicture
      label={t('draftPicture')}
      layout={layout}
      laneName={(id) => {
        const lane = draft.lanes.find(({ lane_id }) => lane_id === id)
        return lane ? names.lane(lane) : t('noLane')
      }}
      steps={steps}
      arrows={Object.fromEntries(
        draft.arrows.map((arrow) => [arrow.arrow_id, arrow.label ? { text: arrow.label } : {}]),
      )}
    />
  )
}
