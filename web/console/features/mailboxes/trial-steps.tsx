/** What a trial of a mailbox found, step by step as a person would try it: the first that fails says why. */
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MailboxError } from '../../../../contract/incoming-mail.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import type { Trial } from './use-mailboxes.ts'

const STEPS = ['secret', 'connect', 'signIn', 'folder', 'read'] as const
type Step = (typeof STEPS)[number]

const FAILS_AT: Record<MailboxError, Step> = {
  no_secret: 'secret',
  secret_lost: 'secret',
  forbidden_address: 'connect',
  needs_encryption: 'connect',
  no_connection: 'connect',
  no_answer: 'connect',
  bad_certificate: 'connect',
  login_refused: 'signIn',
  no_folder: 'folder',
  broken_off: 'read',
}

export function TrialSteps({ trial, folder }: { trial: Trial; folder: string }) {
  const { t } = useTranslation('mailboxes')
  const formats = useFormats()
  const { error, mails, last_at } = trial
  const failsAt = error ? STEPS.indexOf(FAILS_AT[error]) : STEPS.length
  const told = last_at
    ? t('steps.lastMail', { count: mails ?? 0, when: formats.instant(last_at) })
    : t('steps.mails', { count: mails ?? 0 })
  return (
    <Stack gap={6} role="status">
      <Stack gap={6} component="ol" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {STEPS.slice(0, failsAt + 1).map((step, at) => {
          const isDone = at < failsAt
          return (
            <Group key={step} component="li" gap={8} wrap="nowrap" align="flex-start">
              <span style={{ color: isDone ? 'var(--sf-right)' : 'var(--sf-wrong)', flex: 'none' }}>
                <Icon name={isDone ? 'check' : 'cross'} size={18} />
              </span>
              <Text size="sm">
                <span className="sf-hidden">{t(isDone ? 'steps.works' : 'steps.fails')}: </span>
                {step === 'read' && isDone ? told : t(`steps.${step}`, { folder })}
              </Text>
            </Group>
          )
        })}
      </Stack>
      {error && (
        <Text size="sm" fw={600} c="var(--sf-wrong)">
          {t(`errors.${error}`)}
        </Text>
      )}
    </Stack>
  )
}
