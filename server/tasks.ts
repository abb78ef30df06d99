/** Every kind of work for later, in one list, and what comes round by the clock. */
import { importTask } from './integrations/files/import.task.ts'
import { runImport } from './integrations/files/run-import.command.ts'
import { type InvitationPost, sendInvitation } from './integrations/mail/send-invitation.ts'
import { mailInvitation } from './modules/people/index.ts'
import { orderDue, orderRecurringTask } from './planning/recurring/order-due.command.ts'
import { forgetAnswers, forgetAnswersTask } from './platform/http/idempotency.ts'
import { everyHour, everyNight, type Job, job, type Recurring } from './platform/jobs/index.ts'

export interface TaskSetting {
  /** Where files wait to be imported. */
  readonly spoolDirectory: string
  readonly post: InvitationPost
}

export const allJobs = ({ spoolDirectory, post }: TaskSetting): Job[] => [
  job(importTask, (context, payload, attempt) => runImport(context, payload, { ...attempt, spoolDirectory })),
  job(mailInvitation, (context, { invitation_id }, { isLast }) =>
    sendInvitation(context, invitation_id, { ...post, isLast }),
  ),
  job(forgetAnswersTask, forgetAnswers),
  job(orderRecurringTask, (context) => orderDue(context)),
]

const QUIET_HOUR = 2

export const ALL_RECURRING: readonly Recurring[] = [
  { task: forgetAnswersTask, payload: {}, latest: everyNight(QUIET_HOUR) },
  { task: orderRecurringTask, payload: {}, latest: everyHour },
]
