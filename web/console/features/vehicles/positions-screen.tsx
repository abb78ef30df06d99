/** How positions are judged and how long they are kept: they tell where a person was. */
import { Button, Grid, NumberInput, Stack, Switch } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PositionSetting } from '../../../../contract/positions.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { BrokerPanel } from './broker-form.tsx'
import { usePositionSetting, useSaveSetting } from './use-vehicles.ts'

export default function PositionsScreen() {
  const { t } = useTranslation(['vehicles', 'shell'])
  const setting = usePositionSetting()
  const mayChange = mayDo(useSession(), 'people.manage')
  return (
    <>
      <SectionTabs of="fleet" />
      <PageHead title={t('shell:screen.position-setting')} program={t('shell:program')} lead={t('positionsLead')} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Answer of={setting}>{(found) => <SettingForm setting={found} />}</Answer>
        </Grid.Col>
        {mayChange && (
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <BrokerPanel />
          </Grid.Col>
        )}
      </Grid>
    </>
  )
}

const NUMBERS = [
  ['retention_days', 1, 365],
  ['geofence_m', 30, 2_000],
  ['top_speed_kmh', 30, 300],
] as const

function SettingForm({ setting }: { setting: PositionSetting }) {
  const { t } = useTranslation(['vehicles', 'ui'])
  const mayChange = mayDo(useSession(), 'people.manage')
  const save = useSaveSetting()
  const [now, setNow] = useState(setting)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(now, { onSuccess: () => toastDone(t('ui:saved')) })
  }
  return (
    <Surface title={t('keeping')}>
      <form onSubmit={submit}>
        <Stack gap="md" mt="xs">
          {save.isError && <ProblemNote error={save.error} />}
          {NUMBERS.map(([name, min, max]) => (
            <NumberInput
              key={name}
              label={t(`setting.${name}`)}
              description={t(`settingNote.${name}`)}
              min={min}
              max={max}
              allowDecimal={false}
              required
              readOnly={!mayChange}
              variant={mayChange ? 'default' : 'unstyled'}
              hideControls={!mayChange}
              withAsterisk={mayChange}
              value={now[name]}
              onChange={(value) => typeof value === 'number' && setNow((before) => ({ ...before, [name]: value }))}
            />
          ))}
          <Switch
            label={t('setting.keeps_outside_trips')}
            description={t('settingNote.keeps_outside_trips')}
            checked={now.keeps_outside_trips}
            disabled={!mayChange}
            onChange={(event) => {
              const { checked } = event.currentTarget
              setNow((before) => ({ ...before, keeps_outside_trips: checked }))
            }}
          />
          {mayChange && (
            <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-start' }}>
              {t('ui:save')}
            </Button>
          )}
        </Stack>
      </form>
    </Surface>
  )
}
