/** What a screen says when it has nothing, is waiting, or was refused. */
import { Alert, Button, Code, Group, Skeleton, Stack, Text, ThemeIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from './http.ts'
import { Icon, type IconName } from './icons.tsx'

type EmptyProps = { icon?: IconName; title: string; children?: ReactNode; action?: ReactNode; isSuccess?: boolean }

/** Says what is not there and what to do next; an empty list of troubles is a success and looks like one. */
export function Empty({ icon = 'inbox', title, children, action, isSuccess }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <ThemeIcon
        size={48}
        radius="xl"
        variant="light"
        color={isSuccess ? 'harbor' : 'gray'}
        c={isSuccess ? undefined : 'dimmed'}
      >
        <Icon name={isSuccess ? 'check' : icon} size={24} />
      </ThemeIcon>
      <Text fw={650}>{title}</Text>
      {children && (
        <Text size="sm" c="dimmed" maw={440}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  )
}

/** What happened, what was kept, what to do, and one code for support. */
export function ProblemNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t, i18n } = useTranslation('problem')
  const problem = error instanceof Problem ? error : new Problem(0, 'unexpected')
  const code = i18n.exists(`problem:${problem.code}.title`) ? problem.code : 'other'
  return (
    <Alert
      role="alert"
      variant="light"
      color="red"
      icon={<Icon name="alert" />}
      title={t(`${code}.title`)}
      styles={{ title: { color: 'var(--sf-wrong)' }, root: { background: 'var(--sf-wrong-fill)' } }}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t(`${code}.advice`, problem.details)}</Text>
        <Text size="xs" c="dimmed">
          {t('code')} <Code>{[problem.code, problem.reference].filter(Boolean).join(' · ')}</Code>
        </Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('again')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

export function RowsWaiting({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation('ui')
  return (
    <Stack gap="xs" p="md" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars are all alike and never move.
        <Group key={row} gap="md" wrap="nowrap">
          <Skeleton height={14} width="18%" />
          <Skeleton height={14} width="34%" />
          <Skeleton height={14} width="12%" />
          <Skeleton height={14} style={{ flex: 1 }} />
        </Group>
      ))}
    </Stack>
  )
}

export function PageWaiting() {
  const { t } = useTranslation('ui')
  return (
    <Stack gap="md" role="status" aria-label={t('loading')}>
      <Skeleton height={28} width={220} />
      <Skeleton height={110} radius="lg" />
      <Skeleton height={260} radius="lg" />
    </Stack>
  )
}
