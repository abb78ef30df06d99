/** Announces supply: from whom, to which site, and line by line what comes when. */
import { ActionIcon, Button, Drawer, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { type AnnouncedLine, announcementOf, emptyAnnouncement, newLine } from './announcement.ts'
import { useAnnounce } from './use-supply.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

export function NewSupply({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const { t } = useTranslation(['supply', 'field', 'ui'])
  const [draft, setDraft] = useState(emptyAnnouncement)
  const announce = useAnnounce()
  const wish = announcementOf(draft)
  const setLine = (line: AnnouncedLine) =>
    setDraft({ ...draft, lines: draft.lines.map((one) => (one.key === line.key ? line : one)) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wish) announce.mutate(wish, { onSuccess: ({ supply_id }) => onDone(supply_id) })
  }
  return (
    <Drawer opened onClose={onClose} title={t('announce')} size="lg" closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" pb="xl">
          {announce.isError && <ProblemNote error={announce.error} />}
          <Lookup
            label={t('field:site_id')}
            from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
            value={draft.locationId}
            onChange={(locationId) => setDraft({ ...draft, locationId })}
            isRequired
          />
          <Group grow align="flex-start">
            <TextInput
              label={t('field:supplier_id')}
              value={draft.supplierId}
              onChange={(event) => setDraft({ ...draft, supplierId: event.currentTarget.value })}
            />
            <TextInput
              label={t('field:supply_id')}
              description={t('numbered')}
              value={draft.supplyId}
              onChange={(event) => setDraft({ ...draft, supplyId: event.currentTarget.value })}
            />
          </Group>
          {draft.lines.map((line, at) => (
            <Group
              key={line.key}
              align="flex-end"
              gap="xs"
              role="group"
              aria-label={t('lineNumber', { number: at + 1 })}
            >
              <div style={{ flex: '3 1 200px' }}>
                <Lookup
                  label={t('field:product_id')}
                  from={{ path: '/products', key: 'product_id' }}
                  value={line.productId}
                  onChange={(productId) => setLine({ ...line, productId })}
                  isRequired
                />
              </div>
              <NumberInput
                label={t('field:quantity')}
                value={line.quantity ?? ''}
                onChange={(value) => setLine({ ...line, quantity: value === '' ? null : Number(value) })}
                min={0}
                decimalScale={3}
                hideControls
                withAsterisk
                style={{ flex: '1 1 90px' }}
              />
              <Suspense fallback={null}>
                <DayField
                  label={t('due')}
                  value={line.dueOn}
                  onChange={(dueOn) => setLine({ ...line, dueOn })}
                  isRequired
                />
              </Suspense>
              {draft.lines.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={t('removeLine', { number: at + 1 })}
                  onClick={() => setDraft({ ...draft, lines: draft.lines.filter((one) => one.key !== line.key) })}
                >
                  <Icon name="trash" size={18} />
                </ActionIcon>
              )}
            </Group>
          ))}
          <Text size="sm" c="dimmed">
            {t('countedLearned')}
          </Text>
          <Group justify="space-between">
            <Button
              variant="default"
              leftSection={<Icon name="plus" size={16} />}
              onClick={() => setDraft({ ...draft, lines: [...draft.lines, newLine(draft.lines)] })}
            >
              {t('addLine')}
            </Button>
            <Button type="submit" loading={announce.isPending} disabled={wish === null}>
              {t('announceIt')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}
