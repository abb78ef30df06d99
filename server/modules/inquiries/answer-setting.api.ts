/** Whether the program answers questions for where an order is by itself, and how certain it must be. */
import { AnswerSetting } from '../../../contract/automatic-answers.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { changeAnswerSetting } from './answer-by-itself.command.ts'
import { readAnswerSetting } from './automatic-answers.store.ts'

const tag = 'inquiries'

const shown = async (tx: Tx): Promise<AnswerSetting> => {
  const { is_on, threshold } = await readAnswerSetting(tx)
  return { is_on, threshold }
}

export const answerSettingEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    path: '/answer-setting',
    tag,
    permission: 'inquiries.read',
    summary: 'Whether questions for where an order is are answered by itself, and from which certainty on',
    answer: AnswerSetting,
    handle: (context) => inSnapshot(context, shown),
  }),
  endpoint({
    method: 'PUT',
    path: '/answer-setting',
    tag,
    permission: 'messages.manage',
    summary: 'Set whether such questions are answered by itself; turned on, it begins with what is asked from now on',
    body: AnswerSetting,
    answer: AnswerSetting,
    handle: async (context, { body }) => {
      await changeAnswerSetting(context, body)
      return inSnapshot(context, shown)
    },
  }),
]
