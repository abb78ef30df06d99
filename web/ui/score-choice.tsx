/** A score from one to five; the ends say what they mean, and pressing the chosen one again takes it back. */
import { Group, Input, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const SCORES = [1, 2, 3, 4, 5] as const

type Props = { label: string; value: number | null; onChange: (score: number | null) => void }

export function ScoreChoice({ label, value, onChange }: Props) {
  const { t } = useTranslation('ui')
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <Input.Label component="legend" p={0}>
        {label}
      </Input.Label>
      <Group gap={6} mt={4}>
        {SCORES.map((score) => {
          const said = score === 1 ? t('score.bad') : score === SCORES.length ? t('score.good') : null
          return (
            <UnstyledButton
              key={score}
              aria-pressed={value === score}
              onClick={() => onChange(value === score ? null : score)}
              px="xs"
              py={8}
              style={{
                minWidth: 44,
                textAlign: 'center',
                borderRadius: 8,
                border: `1px solid ${value === score ? 'var(--mantine-primary-color-filled)' : 'var(--sf-line)'}`,
                background: value === score ? 'var(--mantine-primary-color-filled)' : undefined,
                color: value === score ? 'var(--mantine-color-white)' : undefined,
                fontWeight: 600,
              }}
            >
              {said ? `${score} ${said}` : score}
            </UnstyledButton>
          )
        })}
      </Group>
    </fieldset>
  )
}
