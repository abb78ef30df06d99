/** Every kind of work for later, in one list, and what comes round by the clock. */
import { importTask } from './integrations/files/import.task.ts'
import { runImport } from './integrations/files/run-import.command.ts'
import { forgetAnswers, forgetAnswersTask } from './platform/http/idempotency.ts'
import { everyNight, type Job, job, type Recurring } from './platform/jobs/index.ts'

export interface TaskSetting {
  /** Where files wait to be imported. */
  readonly spoolDirectory: string
}

export const allJobs = ({ spoolDirectory }: TaskSetting): Job[] => [
  job(importTask, (context, payload, attempt) => runImport(context, payload, { ...attempt, spoolDirectory })),
  job(forgetAnswersTask, forgetAnswers),
]

const QUIET_HOUR = 2

export const ALL_RECURRING: readonly Recurring[] = [
  { task: forgetAnswersTask, payload: {}, latest: everyNight(QUIET_HOUR) },
]
