/** What a person wants to hear, by which way and at which hours: the same form for us and for the person. */
import { Button, Checkbox, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

export type Wishes = {
  ways: string[]
  kinds: Record<string, boolean>
  quiet_from: string | null
  quiet_to: string | null
  zone: string | null
  on_weekends: boolean
  urgent_at_night: boolean
  is_stopped: boolean
}
type Props = {
  wishes: Wishes
  /** What each kind comes to now: chosen, or usual for the person's role. */
  wanted: Readonly<Record<string, boolean>>
  hasEmail: boolean
  hasPhone: boolean
  isReadOnly?: boolean
  isSaving: boolean
  onSave: (wishes: Wishes) => void
}

const WAYS = ['email', 'sms', 'chat'] as const
const ZONES = Intl.supportedValuesOf('timeZone')

export function MessageWishes({ wishes, wanted, hasEmail, hasPhone, isReadOnly = false, isSaving, onSave }: Props) {
  const { t } = useTranslation(['wishes', 'ui'])
  const [now, setNow] = useState(wishes)
  const set = (change: Partial<Wishes>) => setNow((before) => ({ ...before, ...change }))
  const isOffered = (way: string) => (way === 'email' ? hasEmail : hasPhone)
  const save = (event: FormEvent) => {
    event.preventDefault()
    onSave(now)
  }
  const turnWay = (way: string, isOn: boolean) =>
    set({ ways: isOn ? [...now.ways, way] : now.ways.filter((one) => one !== way) })
  return (
    <form onSubmit={save}>
      <fieldset disabled={isReadOnly} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        <Stack gap="lg">
          <Switch
            label={t('stopped')}
            description={t('stoppedNote')}
            checked={now.is_stopped}
            onChange={(event) => set({ is_stopped: event.currentTarget.checked })}
          />
          <Stack gap="xs">
            <Text fw={600} size="sm" id="wishes-ways">
              {t('ways')}
            </Text>
            <Text size="xs" c="dimmed">
              {t('waysNote')}
            </Text>
            <Group gap="lg" role="group" aria-labelledby="wishes-ways">
              {WAYS.map((way) => {
                const turn = now.ways.indexOf(way)
                return (
                  <Checkbox
                    key={way}
                    label={turn >= 0 && now.ways.length > 1 ? `${t(`way.${way}`)} (${turn + 1})` : t(`way.${way}`)}
                    checked={turn >= 0}
                    disabled={isReadOnly || (!isOffered(way) && turn < 0)}
                    onChange={(event) => turnWay(way, event.currentTarget.checked)}
                  />
                )
              })}
            </Group>
          </Stack>
          <Stack gap="xs" role="group" aria-labelledby="wishes-kinds">
            <Text fw={600} size="sm" id="wishes-kinds">
              {t('kinds')}
            </Text>
            {Object.keys(wanted).map((kind) => (
              <Checkbox
                key={kind}
                label={t(`kind.${kind}`)}
                checked={now.kinds[kind] ?? wanted[kind] ?? false}
                onChange={(event) => set({ kinds: { ...now.kinds, [kind]: event.currentTarget.checked } })}
              />
            ))}
          </Stack>
          <Group grow align="flex-start">
            <TextInput
              type="time"
              label={t('quietFrom')}
              description={t('quietNote')}
              value={now.quiet_from ?? ''}
              onChange={(event) => set({ quiet_from: event.currentTarget.value || null })}
            />
            <TextInput
              type="time"
              label={t('quietTo')}
              description={t('quietToNote')}
              value={now.quiet_to ?? ''}
              onChange={(event) => set({ quiet_to: event.currentTarget.value || null })}
            />
          </Group>
          <Select
            label={t('zone')}
            placeholder={t('zoneOfPlace')}
            data={ZONES}
            value={now.zone}
            onChange={(zone) => set({ zone })}
            searchable
            clearable
            limit={50}
            nothingFoundMessage={t('ui:filter.nothing')}
            clearButtonProps={{ 'aria-label': t('zoneOfPlace') }}
          />
          <Checkbox
            label={t('weekends')}
            checked={now.on_weekends}
            onChange={(event) => set({ on_weekends: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('urgent')}
            checked={now.urgent_at_night}
            onChange={(event) => set({ urgent_at_night: event.currentTarget.checked })}
          />
          {!isReadOnly && (
            <Group justify="flex-end">
              <Button type="submit" loading={isSaving}>
                {t('ui:save')}
              </Button>
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  )
}
