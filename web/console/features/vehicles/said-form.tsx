/** What the customer said, noted by itself: before, or after the goods were handed over. */
import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SeenStop } from '../../../../contract/vehicles.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { reportOf, SaidFields, useSaid } from './said-fields.tsx'
import { useDoorFeedback } from './use-door.ts'

export function SaidForm({ stop, onClose }: { stop: SeenStop; onClose: () => void }) {
  const { t } = useTranslation('vehicles')
  const note = useDoorFeedback()
  const [said, setSaid] = useSaid()
  const report = reportOf(said)
  const press = () =>
    report &&
    note.mutate(
      { ...report, shipment_id: stop.shipment_id },
      {
        onSuccess: () => {
          toastDone(t('said.done'))
          onClose()
        },
      },
    )
  return (
    <Stack gap="md">
      <Text size="sm">{t('said.note')}</Text>
      {note.isError && <ProblemNote error={note.error} />}
      <SaidFields said={said} onChange={setSaid} />
      <Button size="lg" disabled={report === null} loading={note.isPending} onClick={press}>
        {t('said.send')}
      </Button>
    </Stack>
  )
}
