/** The thin trail beneath a commitment: its versions from the first wish to what holds now, with who moved it and why. */
import { Stack, Text } from '@mantine/core'
import classes from './trail.module.css'

export type TrailStep = {
  id: string
  label: string
  value: string
  reason?: string | undefined
  tone?: 'plain' | 'watch'
  isCurrent?: boolean
}

export function Trail({ steps, label }: { steps: readonly TrailStep[]; label: string }) {
  return (
    <ol className={classes.trail} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.id}
          className={classes.step}
          data-current={step.isCurrent || undefined}
          data-tone={step.tone ?? 'plain'}
        >
          <Stack gap={0}>
            <Text size="xs" c="dimmed">
              {step.label}
            </Text>
            <Text size="sm" fw={step.isCurrent ? 650 : 400}>
              {step.value}
            </Text>
            {step.reason && (
              <Text size="xs" c={step.tone === 'watch' ? 'var(--sf-watch)' : 'dimmed'}>
                {step.reason}
              </Text>
            )}
          </Stack>
        </li>
      ))}
    </ol>
  )
}
