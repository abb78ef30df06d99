/** The lanes of the drawing in their order: whose they are, what they are called, and which stands beside which. */
import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DEPARTMENTS, type Department } from '../../../../contract/process-words.ts'
import { Icon } from '../../../ui/icons.tsx'
import { addLane, changeLane, type Draft, inOrder, moveLane, removeLane } from './draft.ts'
import { useNames } from './names.ts'

type Props = { draft: Draft; onChange: (draft: Draft) => void }

export function LanesForm({ draft, onChange }: Props) {
  const { t } = useTranslation('process')
  const names = useNames()
  const departments = DEPARTMENTS.map((one) => ({ value: one, label: names.department(one) }))
  return (
    <Stack gap="xs">
      {inOrder(draft.lanes).map((lane, at) => {
        const name = names.lane(lane)
        return (
          <Group key={lane.lane_id} gap={6} wrap="nowrap" align="flex-end">
            <Select
              aria-label={t('departmentOf', { name })}
              data={departments}
              value={lane.department}
              allowDeselect={false}
              searchable
              onChange={(department) =>
                department && onChange(changeLane(draft, lane.lane_id, { department: department as Department }))
              }
              style={{ flex: 1, minWidth: 0 }}
            />
            <TextInput
              aria-label={t('ownNameOf', { name })}
              placeholder={t('ownName')}
              value={lane.name ?? ''}
              maxLength={100}
              onChange={(event) =>
                onChange(changeLane(draft, lane.lane_id, { name: event.currentTarget.value || null }))
              }
              style={{ flex: 1, minWidth: 0 }}
            />
            <ActionIcon
              variant="subtle"
              disabled={at === 0}
              aria-label={t('moveLeft', { name })}
              onClick={() => onChange(moveLane(draft, lane.lane_id, -1))}
            >
              <Icon name="left" size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              disabled={at === draft.lanes.length - 1}
              aria-label={t('moveRight', { name })}
              onClick={() => onChange(moveLane(draft, lane.lane_id, 1))}
            >
              <Icon name="right" size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red.9"
              aria-label={t('removeLane', { name })}
              onClick={() => onChange(removeLane(draft, lane.lane_id))}
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          </Group>
        )
      })}
      <Button
        variant="default"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<Icon name="plus" size={14} />}
        onClick={() =>
          onChange(
            addLane(
              draft,
              DEPARTMENTS.find((one) => !draft.lanes.some((lane) => lane.department === one)) ?? 'management',
            ),
          )
        }
      >
        {t('addLane')}
      </Button>
    </Stack>
  )
}
