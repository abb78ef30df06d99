/** Where toasts appear. */
import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'

export function Toasts() {
  return <Notifications position="bottom-right" limit={4} autoClose={6000} />
}
