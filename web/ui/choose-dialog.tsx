/** Chooses one of a few ways, or none of them. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChoiceCard, ChoiceCards } from './choice-card.tsx'
import { ProblemNote } from './notices.tsx'
import { useFocusBack } from './use-focus-back.ts'

type Choice = { key: string; label: string; note?: string | undefined }
type Props = {
  title: string
  lead: ReactNode
  choices: readonly Choice[]
  /** What holds now; empty: none of them. */
  value: string
  noneLabel: string
  action: string
  isWaiting: boolean
  error: unknown
  children?: ReactNode
  onSubmit: (key: string) => void
  onClose: () => void
}

export function ChooseDialog(props: Props) {
  const { title, lead, choices, value, noneLabel, action, isWaiting, error, children, onSubmit, onClose } = props
  const { t } = useTranslation('ui')
  useFocusBack()
  const [chosen, choose] = useState(value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(chosen)
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {error != null && <ProblemNote error={error} />}
          <Text size="sm">{lead}</Text>
          <ChoiceCards label={title}>
            {[...choices, { key: '', label: noneLabel, note: undefined }].map((one) => (
              <ChoiceCard key={one.key} name="choice" isChosen={one.key === chosen} onChoose={() => choose(one.key)}>
                <Text fw={600}>{one.label}</Text>
                {one.note && (
                  <Text size="sm" c="dimmed">
                    {one.note}
                  </Text>
                )}
              </ChoiceCard>
            ))}
          </ChoiceCards>
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('close')}
            </Button>
            <Button type="submit" loading={isWaiting} disabled={chosen === value}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
