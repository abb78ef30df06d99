/** A promise as its receiver needs it: when first and large, then how much, where, at what price; beneath, how it came to be. */
import { Badge, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Trail, type TrailStep } from './trail.tsx'

export type CommitmentFact = { label: string; value: ReactNode }
type Props = {
  label: string
  when: string
  /** Whose day it is, in the destination's words. */
  whenNote?: string | undefined
  standing?: { label: string; tone: 'right' | 'wrong' | 'watch' | 'plain' } | undefined
  facts: readonly CommitmentFact[]
  trail: readonly TrailStep[]
  trailLabel: string
}

const TONES = { right: 'var(--sf-right)', wrong: 'var(--sf-wrong)', watch: 'var(--sf-watch)', plain: 'var(--sf-dim)' }

export function CommitmentCard({ label, when, whenNote, standing, facts, trail, trailLabel }: Props) {
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Text fz={26} fw={650} lh={1.2}>
            {when}
          </Text>
          {whenNote && (
            <Text size="xs" c="dimmed">
              {whenNote}
            </Text>
          )}
        </div>
        {standing && (
          <Badge
            variant="outline"
            size="lg"
            radius="sm"
            tt="none"
            style={{ color: TONES[standing.tone], borderColor: TONES[standing.tone] }}
          >
            {standing.label}
          </Badge>
        )}
      </Group>
      <SimpleGrid cols={{ base: 2, sm: facts.length > 2 ? 3 : 2 }} spacing="md" verticalSpacing="xs">
        {facts.map((fact) => (
          <div key={fact.label} style={{ minWidth: 0 }}>
            <Text size="xs" c="dimmed">
              {fact.label}
            </Text>
            <Text size="sm" fw={600} component="div" style={{ overflowWrap: 'anywhere' }}>
              {fact.value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {trail.length > 0 && <Trail steps={trail} label={trailLabel} />}
    </Stack>
  )
}
