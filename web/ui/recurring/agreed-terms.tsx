/** What was agreed from which day on, and changing it: quantities, rhythm and place from a day on, or until when it shall come. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../format/use-formats.ts'
import { PlainTable } from '../plain-table.tsx'
import { RepeatChange } from '../repeat-change.tsx'
import { useRepeatText } from '../repeat-text.ts'
import { Surface } from '../surface.tsx'
import { shiftedDay } from './days.ts'
import { type Repeating, type RepeatSource, useChangeTerms } from './requests.ts'
import { TermsDialog } from './terms-dialog.tsx'

type Props = { recurring: Repeating; source: RepeatSource; mayChange: boolean }

export function AgreedTerms({ recurring, source, mayChange }: Props) {
  const { t } = useTranslation('repeat')
  const formats = useFormats()
  const repeatText = useRepeatText()
  const change = useChangeTerms(source)
  const [open, setOpen] = useState<'change' | 'end' | null>(null)
  const terms = recurring.terms.at(-1)
  const isOver = recurring.ends_on != null && recurring.ends_on < shiftedDay(0)
  const placeOf = (id: string) => recurring.places.find((place) => place.location_id === id)?.name ?? id
  return (
    <Surface title={t('terms')}>
      <Stack gap="sm">
        {recurring.terms.map((one) => (
          <div key={one.valid_from}>
            <Text size="sm" fw={600}>
              {t('validFrom', { day: formats.date(one.valid_from) })}
            </Text>
            <Text size="sm" c="dimmed">
              {[repeatText(one), t(`rule.${one.closed_day_rule}`)].join(' · ')}
            </Text>
            <Text size="sm" c="dimmed">
              {t('to', { place: placeOf(one.location_id) })}
            </Text>
            <PlainTable
              label={t('validFrom', { day: formats.date(one.valid_from) })}
              rows={one.lines}
              rowKey={(line) => String(line.line_number)}
              columns={[
                {
                  id: 'product',
                  header: t('product'),
                  isTitle: true,
                  cell: (line) => recurring.product_names[line.product_id] ?? line.product_id,
                },
                {
                  id: 'quantity',
                  header: t('quantity'),
                  isNumber: true,
                  cell: (line) => formats.number(line.quantity, { min: 0, max: 3 }),
                },
              ]}
            />
          </div>
        ))}
        <Text size="sm">
          {recurring.ends_on ? t('endsOn', { day: formats.date(recurring.ends_on) }) : t('openEnd')}
        </Text>
        {mayChange && !isOver && terms && (
          <Group gap="xs">
            <Button variant="default" onClick={() => setOpen('change')}>
              {t('changeAll')}
            </Button>
            <Button variant="default" onClick={() => setOpen('end')}>
              {t('end')}
            </Button>
          </Group>
        )}
        {open === 'end' && (
          <RepeatChange
            title={t('endTitle')}
            day={shiftedDay(0)}
            dayLabel={t('lastDay')}
            lines={[]}
            isWaiting={change.isPending}
            error={change.error}
            onClose={() => setOpen(null)}
            onSubmit={({ day }) =>
              change.mutate({ from: shiftedDay(0), ends_on: day }, { onSuccess: () => setOpen(null) })
            }
          />
        )}
        {open === 'change' && terms && (
          <TermsDialog
            recurring={recurring}
            terms={terms}
            isWaiting={change.isPending}
            error={change.error}
            onClose={() => setOpen(null)}
            onSubmit={(changed) => change.mutate(changed, { onSuccess: () => setOpen(null) })}
          />
        )}
      </Stack>
    </Surface>
  )
}
