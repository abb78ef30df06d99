/** Short messages after something was done or refused. The library is loaded with the first of them. */
import i18next from 'i18next'
import { Problem } from './http.ts'

type Message = { title?: string; message: string; color: string; autoClose?: number }

async function show(message: Message): Promise<void> {
  const { notifications } = await import('@mantine/notifications')
  notifications.show({ ...message, withBorder: true, closeButtonProps: { 'aria-label': i18next.t('ui:close') } })
}

export const toastDone = (message: string): void => void show({ message, color: 'harbor' })

export function toastProblem(error: unknown): void {
  const problem = error instanceof Problem ? error : new Problem(0, 'unexpected')
  const code = i18next.exists(`problem:${problem.code}.title`) ? problem.code : 'other'
  const message = i18next.t(`problem:${code}.advice`)
  void show({ title: i18next.t(`problem:${code}.title`), message, color: 'red', autoClose: 12_000 })
}
