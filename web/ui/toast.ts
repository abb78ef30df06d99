/** Short messages after something was done or refused. */
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { Problem } from './http.ts'

export const toastDone = (message: string): void =>
  void notifications.show({ message, color: 'harbor', withBorder: true })

export function toastProblem(error: unknown): void {
  const problem = error instanceof Problem ? error : new Problem(0, 'unexpected')
  const code = i18next.exists(`problem:${problem.code}.title`) ? problem.code : 'other'
  notifications.show({
    title: i18next.t(`problem:${code}.title`),
    message: i18next.t(`problem:${code}.advice`),
    color: 'red',
    withBorder: true,
    autoClose: 12_000,
  })
}
