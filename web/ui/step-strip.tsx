/** Some steps in a row, each with how it stands in words, a sign and a color; a column on a phone. */
import { Text } from '@mantine/core'
import { Icon, type IconName } from './icons.tsx'
import classes from './step-strip.module.css'

export type StepOnStrip = {
  id: string
  label: string
  state: string
  note?: string | undefined
  tone: 'right' | 'current' | 'watch' | 'open' | 'none'
}

const ICONS: Record<StepOnStrip['tone'], IconName> = {
  right: 'check',
  current: 'truck',
  watch: 'warning',
  open: 'clock',
  none: 'dash',
}

export function StepStrip({ steps, label }: { steps: readonly StepOnStrip[]; label: string }) {
  return (
    <ol className={classes.strip} aria-label={label}>
      {steps.map((step) => (
        <li key={step.id} className={classes.step} data-tone={step.tone}>
          <span className={classes.mark}>
            <Icon name={ICONS[step.tone]} size={14} />
          </span>
          <span className={classes.words}>
            <Text span size="sm" fw={600}>
              {step.label}
            </Text>
            <Text span size="xs" className={classes.state}>
              {step.state}
            </Text>
            {step.note && (
              <Text span size="xs" c="dimmed">
                {step.note}
              </Text>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
