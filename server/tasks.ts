/** Every kind of work for later, in one list, and what comes round by the clock. */
import { importTask } from './integrations/files/import.task.ts'
import { runImport } from './integrations/files/run-import.command.ts'
import { type InvitationPost, sendInvitation } from './integrations/mail/send-invitation.ts'
import { type MessagePost, noteSilence, sendCollected, sendOne } from './integrations/mail/send-message.ts'
import { checkReceipt, sendDigest, sendMessage } from './modules/messages/index.ts'
import { mailInvitation } from './modules/people/index.ts'
import { forgetPositions, forgetPositionsTask } from './modules/vehicles/index.ts'
import { backTestTask } from './planning/lead-times/back-test.task.ts'
import { learnLeadTimesOf } from './planning/lead-times/learn-lead-times.command.ts'
import { learnLeadTimesTask } from './planning/lead-times/learn-lead-times.task.ts'
import { runBackTest } from './planning/lead-times/run-back-test.command.ts'
import { orderDue, orderRecurringTask } from './planning/recurring/order-due.command.ts'
import { replayTask } from './planning/replays/replay.task.ts'
import { runReplay } from './planning/replays/run-replay.command.ts'
import { learnRisk } from './planning/risk/learn-risk.command.ts'
import { learnRiskTask } from './planning/risk/learn-risk.task.ts'
import { lookAtSegments, lookAtSegmentsTask } from './planning/segments/look-at-segments.task.ts'
import { forgetAnswers, forgetAnswersTask } from './platform/http/idempotency.ts'
import { everyHour, everyNight, type Job, job, type Recurring } from './platform/jobs/index.ts'

export interface TaskSetting {
  /** Where files wait to be imported. */
  readonly spoolDirectory: string
  readonly post: InvitationPost
  readonly messagePost: MessagePost
}

export const allJobs = ({ spoolDirectory, post, messagePost }: TaskSetting): Job[] => [
  job(importTask, (context, payload, attempt) => runImport(context, payload, { ...attempt, spoolDirectory })),
  job(mailInvitation, (context, { invitation_id }, { isLast }) =>
    sendInvitation(context, invitation_id, { ...post, isLast }),
  ),
  job(sendMessage, (context, { sending_id }, { isLast }) => sendOne(context, sending_id, { ...messagePost, isLast })),
  job(sendDigest, (context, { digest_id }, { isLast }) =>
    sendCollected(context, digest_id, { ...messagePost, isLast }),
  ),
  job(checkReceipt, (context, { sending_id }) => noteSilence(context, sending_id)),
  job(forgetAnswersTask, forgetAnswers),
  job(forgetPositionsTask, forgetPositions),
  job(orderRecurringTask, (context) => orderDue(context)),
  job(backTestTask, (context, { back_test_id }, attempt) => runBackTest(context, back_test_id, attempt)),
  job(replayTask, (context, { replay_id }, attempt) => runReplay(context, replay_id, attempt)),
  job(learnRiskTask, (context) => learnRisk(context)),
  job(lookAtSegmentsTask, (context) => lookAtSegments(context)),
  job(learnLeadTimesTask, (context, _, { stopping }) => learnLeadTimesOf(context, stopping)),
]

const QUIET_HOUR = 2

export const ALL_RECURRING: readonly Recurring[] = [
  { task: forgetAnswersTask, payload: {}, latest: everyNight(QUIET_HOUR) },
  { task: forgetPositionsTask, payload: {}, latest: everyHour },
  { task: orderRecurringTask, payload: {}, latest: everyHour },
  { task: learnRiskTask, payload: {}, latest: everyNight(QUIET_HOUR) },
  { task: lookAtSegmentsTask, payload: {}, latest: everyNight(QUIET_HOUR) },
  { task: learnLeadTimesTask, payload: {}, latest: everyNight(QUIET_HOUR) },
]
