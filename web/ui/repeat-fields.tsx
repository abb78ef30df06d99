/** On which days something comes round: days of the week every so many weeks, or every so many days; and what a closed day does. */
import { Chip, Group, Input, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { WEEKDAYS, weekdayNames } from './weekday-names.ts'

export type ClosedDayRule = 'before' | 'after' | 'skip'
export type Rhythm = {
  kind: 'weekdays' | 'days'
  weekdays: string[]
  everyWeeks: number | ''
  everyDays: number | ''
  closedDayRule: ClosedDayRule
}

export const EVERY_WORKDAY: Rhythm = {
  kind: 'weekdays',
  weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr'],
  everyWeeks: 1,
  everyDays: 1,
  closedDayRule: 'after',
}

/** As the server takes it; null while something is missing. */
export function rhythmOf(rhythm: Rhythm) {
  const { kind, everyWeeks, everyDays, closedDayRule: closed_day_rule } = rhythm
  if (kind === 'days') return everyDays === '' ? null : { every_days: everyDays, closed_day_rule }
  if (everyWeeks === '' || rhythm.weekdays.length === 0) return null
  const weekdays = WEEKDAYS.filter((day) => rhythm.weekdays.includes(day))
  return { weekdays, every_weeks: everyWeeks, closed_day_rule }
}

export function RepeatFields({ value, onChange }: { value: Rhythm; onChange: (value: Rhythm) => void }) {
  const { t, i18n } = useTranslation('ui')
  const names = weekdayNames(i18n.language, 'short')
  const number = (next: string | number) => (typeof next === 'number' ? next : '')
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('repeat.rhythm')}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as Rhythm['kind'] })}
        data={[
          { value: 'weekdays', label: t('repeat.byWeekday') },
          { value: 'days', label: t('repeat.byDays') },
        ]}
      />
      {value.kind === 'weekdays' ? (
        <>
          <Input.Wrapper label={t('repeat.weekdays')} labelElement="div">
            <Chip.Group multiple value={value.weekdays} onChange={(weekdays) => onChange({ ...value, weekdays })}>
              <Group gap={6} mt={4}>
                {WEEKDAYS.map((day, at) => (
                  <Chip key={day} value={day} size="sm">
                    {names[at]}
                  </Chip>
                ))}
              </Group>
            </Chip.Group>
          </Input.Wrapper>
          <NumberInput
            label={t('repeat.everyWeeks')}
            value={value.everyWeeks}
            onChange={(next) => onChange({ ...value, everyWeeks: number(next) })}
            min={1}
            max={52}
            allowDecimal={false}
          />
        </>
      ) : (
        <NumberInput
          label={t('repeat.everyDays')}
          value={value.everyDays}
          onChange={(next) => onChange({ ...value, everyDays: number(next) })}
          min={1}
          max={366}
          allowDecimal={false}
        />
      )}
      <Select
        label={t('repeat.closedDay')}
        value={value.closedDayRule}
        allowDeselect={false}
        onChange={(rule) => onChange({ ...value, closedDayRule: (rule ?? 'after') as ClosedDayRule })}
        data={(['before', 'after', 'skip'] as const).map((rule) => ({ value: rule, label: t(`repeat.rule.${rule}`) }))}
      />
    </Stack>
  )
}
