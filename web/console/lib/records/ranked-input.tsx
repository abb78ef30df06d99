/** A list in an order that counts: each entry can be moved up and down, taken out, and another one added at the end. */
import { ActionIcon, Fieldset, Group, Select, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'
import { type Choice, useColleagueName, useColleagues } from './members.tsx'

type Props = {
  label: string
  description?: string | undefined
  /** In order. */
  value: readonly string[]
  choices: readonly Choice[]
  /** Says a value that is no longer offered. */
  nameOf: (value: string) => string
  isLocked: boolean
  error: string | undefined
  onChange: (value: string[]) => void
}

export function RankedInput({ label, description, value, choices, nameOf, isLocked, error, onChange }: Props) {
  const { t } = useTranslation(['records', 'ui'])
  const move = (at: number, by: number) => {
    const next = [...value]
    const [one] = next.splice(at, 1)
    next.splice(at + by, 0, one as string)
    onChange(next)
  }
  const left = choices.filter((choice) => !value.includes(choice.value))
  return (
    <Fieldset
      legend={label}
      variant="unstyled"
      styles={{
        root: { padding: 0, minWidth: 0 },
        legend: { padding: 0, marginBottom: 4, fontSize: 14, fontWeight: 600 },
      }}
    >
      <Stack gap={6}>
        {description && (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        )}
        {error && (
          <Text size="xs" c="var(--sf-wrong)" role="alert">
            {error}
          </Text>
        )}
        {value.length === 0 && isLocked && <Text size="sm">–</Text>}
        {value.length > 0 && (
          <ol style={{ margin: 0, padding: 0, listStyle: 'none' }}>
            {value.map((one, at) => (
              <li key={one}>
                <Group gap={4} wrap="nowrap" py={2}>
                  <Text size="sm" c="dimmed" w={24} ta="end" aria-hidden>
                    {at + 1}
                  </Text>
                  <Text size="sm" style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }} ps={6}>
                    {nameOf(one)}
                  </Text>
                  {!isLocked && (
                    <>
                      <Step
                        name={t('moveUp', { name: nameOf(one) })}
                        icon="up"
                        isOff={at === 0}
                        onClick={() => move(at, -1)}
                      />
                      <Step
                        name={t('moveDown', { name: nameOf(one) })}
                        icon="down"
                        isOff={at === value.length - 1}
                        onClick={() => move(at, 1)}
                      />
                      <Step
                        name={t('takeOut', { name: nameOf(one) })}
                        icon="cross"
                        isOff={false}
                        onClick={() => onChange(value.filter((other) => other !== one))}
                      />
                    </>
                  )}
                </Group>
              </li>
            ))}
          </ol>
        )}
        {!isLocked && left.length > 0 && (
          <Select
            // Once something was chosen the field stands empty again for the next one.
            key={value.length}
            aria-label={t('addTo', { label })}
            placeholder={t('addRow')}
            data={left}
            value={null}
            onChange={(one) => one && onChange([...value, one])}
            searchable
            nothingFoundMessage={t('ui:filter.nothing')}
          />
        )}
      </Stack>
    </Fieldset>
  )
}

/** Our own people in an order. */
export function RankedColleagues(props: Omit<Props, 'choices' | 'nameOf'>) {
  const nameOf = useColleagueName()
  const colleagues = useColleagues()
  return <RankedInput {...props} choices={colleagues ?? []} nameOf={(id) => nameOf(id) ?? id} />
}

type StepProps = { name: string; icon: 'up' | 'down' | 'cross'; isOff: boolean; onClick: () => void }

const Step = ({ name, icon, isOff, onClick }: StepProps) => (
  <ActionIcon variant="subtle" color="gray" aria-label={name} disabled={isOff} onClick={onClick}>
    <Icon name={icon} size={14} />
  </ActionIcon>
)
