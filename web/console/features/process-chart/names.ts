/** Names of steps, lanes, activities and measures in the reader's language. */
import { useTranslation } from 'react-i18next'
import type { Activity, Department } from '../../../../contract/process-words.ts'
import type { Arrow, Lane, Process, Step } from '../../../../contract/processes.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

type Drawn = Pick<Process, 'steps' | 'arrows'>

export function useNames() {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const step = ({ step_id, name, kind }: Pick<Step, 'step_id' | 'name' | 'kind'>): string =>
    name ?? t(`step.${step_id}`, { defaultValue: kind === 'task' ? step_id : t(`kind.${kind}`) })
  const lane = ({ name, department }: Pick<Lane, 'name' | 'department'>): string =>
    name ?? t(`department.${department}`)
  const stepById = ({ steps }: Pick<Process, 'steps'>, id: string): string => {
    const found = steps.find(({ step_id }) => step_id === id)
    return found ? step(found) : id
  }
  /** A gateway does no work: who hands over, or takes over, is the step beyond it. */
  const workersAt = (
    { steps, arrows }: Drawn,
    id: string,
    end: 'from_step' | 'to_step',
    seen: readonly string[] = [],
  ): string[] => {
    const found = steps.find(({ step_id }) => step_id === id)
    const isPassed = found !== undefined && !['task', 'start', 'end'].includes(found.kind)
    if (!isPassed || seen.includes(id)) return [stepById({ steps }, id)]
    const other = end === 'from_step' ? 'to_step' : 'from_step'
    const beyond = arrows.filter((one) => one[other] === id)
    return beyond.flatMap((one) => workersAt({ steps, arrows }, one[end], end, [...seen, id]))
  }
  const arrow = (process: Drawn, { from_step, to_step }: Arrow): string =>
    [workersAt(process, from_step, 'from_step'), workersAt(process, to_step, 'to_step')]
      .map((ends) => [...new Set(ends)].join(', '))
      .join(' → ')
  return {
    ...{ step, lane, stepById, arrow },
    activity: (activity: Activity): string => t(`activity.${activity}`),
    department: (department: Department): string => t(`department.${department}`),
    measure: (measure: string): string => t(`measure.${measure}`),
    hours: (hours: number): string =>
      hours >= 72
        ? formats.duration(Math.round((hours / 24) * 10) / 10, 'day')
        : formats.duration(Math.round(hours * 10) / 10, 'hour'),
  }
}
