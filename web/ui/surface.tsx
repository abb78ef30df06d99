/** A quiet panel with an optional title and one line of explanation. */
import { Box, Group, Paper, Text, Title } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'

type Props = {
  title?: ReactNode
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  isFlush?: boolean
  style?: CSSProperties
}

export function Surface({ title, note, actions, children, isFlush, style }: Props) {
  return (
    <Paper
      component="section"
      withBorder
      radius="lg"
      style={{
        borderColor: 'var(--sf-line)',
        background: 'var(--sf-surface)',
        minWidth: 0,
        overflow: 'clip',
        ...style,
      }}
    >
      {(title || actions) && (
        <Group justify="space-between" align="flex-start" gap="sm" px="md" pt="md" pb={isFlush ? 'sm' : 4} wrap="wrap">
          <Box style={{ minWidth: 0, flex: '1 1 200px' }}>
            {title && (
              <Title order={2} size="h5">
                {title}
              </Title>
            )}
            {note && (
              <Text size="sm" c="dimmed">
                {note}
              </Text>
            )}
          </Box>
          {actions}
        </Group>
      )}
      <Box p={isFlush ? 0 : 'md'} pt={isFlush || title ? 4 : 'md'}>
        {children}
      </Box>
    </Paper>
  )
}
