/** Moves chosen customers to the segments the rules give them, from a day on, with a reason: nobody moves without it. */
import { Button, Checkbox, Group, Modal, ScrollArea, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomersMoved, MoveCustomers, SegmentPlace } from '../../../../contract/segment-rules.ts'
import { DayField } from '../../../ui/day-field.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { toastDone } from '../../../ui/toast.ts'

export function MoveDialog({ rows, onClose }: { rows: readonly SegmentPlace[]; onClose: () => void }) {
  const { t } = useTranslation(['segments', 'ui', 'field'])
  const formats = useFormats()
  const client = useQueryClient()
  const today = formats.dayAt(new Date())
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(rows.map(({ customer_id }) => customer_id)))
  const [day, setDay] = useState<string | null>(today)
  const [reason, setReason] = useState('')
  const move = useMutation({
    mutationFn: () =>
      call<CustomersMoved>('/api/v1/segment-moves', {
        method: 'POST',
        body: {
          ...{ moved_on: day, reason: reason.trim() },
          moves: rows
            .filter(({ customer_id }) => chosen.has(customer_id))
            .map(({ customer_id, segment_id, by_rules }) => ({
              ...{ customer_id, from_segment: segment_id, to_segment: by_rules.segment_id, rule_id: by_rules.rule_id },
            })),
        } as MoveCustomers,
      }),
    onSuccess: ({ done, planned }) => {
      toastDone(done > 0 ? t('moved', { n: done }) : t('movePlanned', { n: planned, day: formats.date(day!) }))
      for (const key of ['segment-places', 'segment-why', 'records', 'segment-proposed'])
        client.invalidateQueries({ queryKey: [key] })
      onClose()
    },
  })
  const turn = (id: string, isOn: boolean) =>
    setChosen((before) => new Set(isOn ? [...before, id] : [...before].filter((one) => one !== id)))
  return (
    <Modal opened onClose={onClose} title={t('moveTitle')} size="lg" closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          move.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('moveNote')}</Text>
          {move.isError && <ProblemNote error={move.error} />}
          <Checkbox
            label={t('moveAll', { n: rows.length })}
            checked={chosen.size === rows.length}
            indeterminate={chosen.size > 0 && chosen.size < rows.length}
            onChange={(event) =>
              setChosen(new Set(event.currentTarget.checked ? rows.map(({ customer_id }) => customer_id) : []))
            }
          />
          <ScrollArea.Autosize mah={280} type="auto" viewportProps={{ tabIndex: 0 }}>
            <Stack gap={6}>
              {rows.map((row) => (
                <Checkbox
                  key={row.customer_id}
                  checked={chosen.has(row.customer_id)}
                  onChange={(event) => turn(row.customer_id, event.currentTarget.checked)}
                  label={t('moveOne', {
                    name: row.name,
                    from: row.segment_name ?? t('noSegment'),
                    to: row.by_rules.segment_name,
                  })}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <DayField label={t('movedOn')} isRequired value={day} onChange={setDay} description={t('movedOnHint')} />
          <Textarea
            label={t('field:reason')}
            required
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={move.isPending} disabled={!reason.trim() || !day || chosen.size === 0}>
              {t('moveDo', { n: chosen.size })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
