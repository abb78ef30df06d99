/** One step of the drawing: what it is called, whose it is, what shows it, what it is measured by, and where it leads. */
import { Button, Group, MultiSelect, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ACTIVITIES, MEASURES, OBJECT_KINDS, STEP_KINDS } from '../../../../contract/process-words.ts'
import type { Arrow, Step } from '../../../../contract/processes.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { changeArrow, changeStep, connect, type Draft, inOrder, removeArrow, removeStep } from './draft.ts'
import { useNames } from './names.ts'

type Props = { draft: Draft; step: Step; onChange: (draft: Draft) => void; onGone: () => void }

const share = (value: string | number) => (value === '' ? null : Number(value) / 100)
const percent = (value: number | null | undefined) => (value == null ? '' : Math.round(value * 10_000) / 100)

export function StepForm({ draft, step, onChange, onGone }: Props) {
  const { t } = useTranslation(['process', 'ui'])
  const names = useNames()
  const change = (changes: Partial<Step>) => onChange(changeStep(draft, step.step_id, changes))
  const clear = (label: string) => ({ 'aria-label': t('ui:filter.clearOne', { label }) })
  return (
    <Stack gap="sm">
      <TextInput
        label={t('name')}
        value={step.name ?? names.step(step)}
        maxLength={200}
        onChange={(event) => change({ name: event.currentTarget.value || null })}
      />
      <Group grow align="flex-start">
        <Select
          label={t('kindTitle')}
          data={STEP_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          value={step.kind}
          allowDeselect={false}
          onChange={(kind) => kind && change({ kind: kind as Step['kind'] })}
        />
        <Select
          label={t('lane')}
          data={inOrder(draft.lanes).map((lane) => ({ value: lane.lane_id, label: names.lane(lane) }))}
          value={step.lane_id ?? null}
          onChange={(lane_id) => change({ lane_id })}
          clearable
          clearButtonProps={clear(t('lane'))}
        />
      </Group>
      {step.kind === 'task' && (
        <>
          <TextInput
            label={t('owner')}
            description={t('ownerNote')}
            value={step.owner ?? ''}
            maxLength={200}
            onChange={(event) => change({ owner: event.currentTarget.value || null })}
          />
          <MultiSelect
            label={t('activities')}
            description={t('activitiesNote')}
            data={ACTIVITIES.map((one) => ({ value: one, label: names.activity(one) }))}
            value={step.activities}
            onChange={(activities) => change({ activities: activities as Step['activities'] })}
            searchable
            clearable
            clearButtonProps={clear(t('activities'))}
          />
          <Select
            label={t('measureTitle')}
            data={MEASURES.map((one) => ({ value: one, label: names.measure(one) }))}
            value={step.measure ?? null}
            onChange={(measure) => change({ measure: measure as Step['measure'] })}
            clearable
            clearButtonProps={clear(t('measureTitle'))}
          />
          <Group grow align="flex-start">
            <NumberInput
              label={t('targetShare')}
              description={t('targetNote')}
              value={percent(step.target_share)}
              onChange={(value) => change({ target_share: share(value) })}
              {...{ min: 0, max: 100, decimalScale: 2, suffix: ' %' }}
            />
            <NumberInput
              label={t('floorShare')}
              description={t('floorNote')}
              value={percent(step.floor_share)}
              onChange={(value) => change({ floor_share: share(value) })}
              {...{ min: 0, max: 100, decimalScale: 2, suffix: ' %' }}
            />
          </Group>
        </>
      )}
      <Textarea
        label={t('note')}
        value={step.note ?? ''}
        autosize
        maxLength={2000}
        onChange={(event) => change({ note: event.currentTarget.value || null })}
      />
      <WaysOut draft={draft} step={step} onChange={onChange} />
      <Button
        variant="subtle"
        color="red.9"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => {
          onChange(removeStep(draft, step.step_id))
          onGone()
        }}
      >
        {t('removeStep')}
      </Button>
    </Stack>
  )
}

function WaysOut({ draft, step, onChange }: Omit<Props, 'onGone'>) {
  const { t } = useTranslation('process')
  const names = useNames()
  const out = draft.arrows.filter(({ from_step }) => from_step === step.step_id)
  const others = draft.steps.filter(
    ({ step_id }) => step_id !== step.step_id && !out.some(({ to_step }) => to_step === step_id),
  )
  return (
    <Stack gap="sm">
      <Text fw={650}>{t('waysOut')}</Text>
      {out.map((arrow) => (
        <ArrowForm key={arrow.arrow_id} draft={draft} arrow={arrow} onChange={onChange} />
      ))}
      <Select
        label={t('leadTo')}
        placeholder={t('chooseStep')}
        data={others.map((one) => ({ value: one.step_id, label: names.step(one) }))}
        value={null}
        searchable
        onChange={(to) => to && onChange(connect(draft, step.step_id, to))}
      />
    </Stack>
  )
}

function ArrowForm({ draft, arrow, onChange }: { draft: Draft; arrow: Arrow; onChange: (draft: Draft) => void }) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const to = names.stepById(draft, arrow.to_step)
  const change = (changes: Partial<Arrow>) => onChange(changeArrow(draft, arrow.arrow_id, changes))
  return (
    <fieldset style={{ border: '1px solid var(--sf-line)', borderRadius: 8, padding: 10, margin: 0 }}>
      <legend style={{ fontWeight: 600, fontSize: 14 }}>{`→ ${to}`}</legend>
      <Group grow align="flex-start" gap="xs">
        <NumberInput
          label={t('standardHours')}
          value={arrow.standard_hours ?? ''}
          onChange={(value) => change({ standard_hours: value === '' || Number(value) <= 0 ? null : Number(value) })}
          {...{ min: 0, max: 100_000, decimalScale: 2 }}
        />
        <NumberInput
          label={t('targetShare')}
          placeholder={formats.percent(0.9, 0)}
          value={percent(arrow.target_share)}
          onChange={(value) => change({ target_share: share(value) })}
          {...{ min: 0, max: 100, decimalScale: 2, suffix: ' %' }}
        />
        <Select
          label={t('seenThrough')}
          data={OBJECT_KINDS.map((kind) => ({ value: kind, label: t(`through.${kind}`) }))}
          value={arrow.seen_through ?? 'line'}
          allowDeselect={false}
          onChange={(kind) => change({ seen_through: kind as Arrow['seen_through'] })}
        />
      </Group>
      <Group mt="xs" justify="space-between" align="flex-end">
        <TextInput
          label={t('label')}
          value={arrow.label ?? ''}
          maxLength={100}
          onChange={(event) => change({ label: event.currentTarget.value || null })}
          style={{ flex: 1 }}
        />
        <Button
          variant="subtle"
          color="red.9"
          size="compact-sm"
          aria-label={t('removeArrowTo', { to })}
          onClick={() => onChange(removeArrow(draft, arrow.arrow_id))}
        >
          {t('remove')}
        </Button>
      </Group>
    </fieldset>
  )
}
