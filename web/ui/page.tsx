/** The head of a screen: its title for the eye, the tab and the screen reader, who is brought to it on every change of address. */
import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation, useNavigationType } from 'react-router'
import { Icon } from './icons.tsx'

export type Crumb = { label: string; to: string }
type Props = {
  title: string
  program: string
  lead?: ReactNode
  crumb?: Crumb
  actions?: ReactNode
  beside?: ReactNode
}

export function PageHead({ title, program, lead, crumb, actions, beside }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname } = useLocation()
  const isBack = useNavigationType() === 'POP'
  useEffect(() => {
    document.title = `${title} · ${program}`
  }, [title, program])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when the address does, and only then.
  useEffect(() => {
    if (!isBack) heading.current?.focus({ preventScroll: false })
  }, [pathname])
  return (
    <Stack gap={4} mb="md">
      {crumb && (
        <Anchor component={Link} to={crumb.to} size="sm" style={{ alignSelf: 'flex-start' }}>
          <Group gap={2} component="span">
            <Icon name="left" size={16} />
            {crumb.label}
          </Group>
        </Anchor>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} style={{ minWidth: 0, flex: '1 1 300px' }}>
          <Group gap="sm">
            <Title
              order={1}
              size="h2"
              ref={heading}
              tabIndex={-1}
              style={{ outline: 'none', overflowWrap: 'anywhere' }}
            >
              {title}
            </Title>
            {beside}
          </Group>
          {lead && (
            <Text c="dimmed" size="sm" maw={860} component="div" style={{ textWrap: 'pretty' }}>
              {lead}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Stack>
  )
}
