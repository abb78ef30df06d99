/** Of one mailbox: its secret, a trial that says what works, and how it has done. */
import { Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MailboxState } from '../../../../contract/incoming-mail.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Secret } from '../../../ui/secret.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { TrialSteps } from './trial-steps.tsx'
import { type MailboxRow, useKeepSecret, useTryMailbox } from './use-mailboxes.ts'

type Props = { mailbox: MailboxRow; state: MailboxState | undefined }

export function MailboxPanel({ mailbox, state }: Props) {
  const { t } = useTranslation('mailboxes')
  return (
    <Stack gap="xl" mt="xl">
      {mailbox.via === 'imap' ? (
        <>
          <Part title={t('password')}>
            <PasswordForm mailbox={mailbox} isFirst={!state?.has_secret} />
          </Part>
          <Part title={t('trial')}>
            <Trial mailbox={mailbox} />
          </Part>
        </>
      ) : (
        <Part title={t('calls')}>
          <Caller mailbox={mailbox} state={state} />
        </Part>
      )}
      <Part title={t('howItDoes')}>
        <Doing mailbox={mailbox} state={state} />
      </Part>
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="sm">
      <Title order={3} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  )
}

function PasswordForm({ mailbox, isFirst }: { mailbox: MailboxRow; isFirst: boolean }) {
  const { t } = useTranslation('mailboxes')
  const keep = useKeepSecret(mailbox.mailbox_id)
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate(password, {
      onSuccess: () => {
        setPassword('')
        toastDone(t('passwordKept'))
      },
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {keep.isError && <ProblemNote error={keep.error} />}
        <Group align="flex-end" gap="sm">
          <PasswordInput
            label={t(isFirst ? 'passwordOf' : 'newPasswordOf', { name: mailbox.username ?? '' })}
            description={t('passwordNote')}
            value={password}
            maxLength={500}
            autoComplete="off"
            onChange={(event) => setPassword(event.currentTarget.value)}
            style={{ flex: '1 1 220px' }}
          />
          <Button type="submit" variant="default" loading={keep.isPending} disabled={password === ''}>
            {t('keepPassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Trial({ mailbox }: { mailbox: MailboxRow }) {
  const { t } = useTranslation('mailboxes')
  const trial = useTryMailbox(mailbox.mailbox_id)
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('trialNote')}
      </Text>
      <Button
        variant="default"
        loading={trial.isPending}
        onClick={() => trial.mutate()}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('try')}
      </Button>
      {trial.isError && <ProblemNote error={trial.error} />}
      {trial.data && <TrialSteps trial={trial.data} folder={mailbox.folder ?? 'INBOX'} />}
    </>
  )
}

/** A mail service calls: where, and how it proves who it is. */
function Caller({ mailbox, state }: Props) {
  const { t } = useTranslation(['mailboxes', 'tracking'])
  const make = useKeepSecret(mailbox.mailbox_id)
  const isFirst = !state?.has_secret
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('callsNote')}
      </Text>
      {state?.path && (
        <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {`${window.location.origin}${state.path}`}
        </Text>
      )}
      {make.isError && <ProblemNote error={make.error} />}
      {make.data?.secret ? (
        <Secret label={t('tracking:secret')} value={make.data.secret} note={t('secretOnce')} />
      ) : (
        <>
          {!isFirst && (
            <Text size="sm" c="dimmed">
              {t('tracking:secretChangeNote')}
            </Text>
          )}
          <Button
            variant="default"
            loading={make.isPending}
            onClick={() => make.mutate(undefined)}
            style={{ alignSelf: 'flex-start' }}
          >
            {t(isFirst ? 'tracking:makeSecret' : 'tracking:changeSecret')}
          </Button>
        </>
      )}
    </>
  )
}

function Doing({ mailbox, state }: Props) {
  const { t } = useTranslation('mailboxes')
  const formats = useFormats()
  const when = (at: string | null | undefined) => (at ? formats.instant(at) : t('never'))
  const failing = state?.last_error && state.last_error_at
  return (
    <Stack gap={6}>
      {!mailbox.is_active && <Text size="sm">{t('pausedNote')}</Text>}
      <Text size="sm">{`${t('lastOk')}: ${when(state?.last_ok_at)}`}</Text>
      <Text size="sm">{`${t('lastMail')}: ${when(state?.last_mail_at)}`}</Text>
      {failing && state.last_error && (
        <Text size="sm" c="var(--sf-wrong)">
          {t('failing', {
            count: state.failures,
            when: formats.instant(failing),
            what: t(`errors.${state.last_error}`),
          })}
        </Text>
      )}
      {failing && state.next_try_at && mailbox.is_active && (
        <Text size="sm">{t('nextTry', { when: formats.instant(state.next_try_at) })}</Text>
      )}
      <Text size="sm">
        <Link to={`/incoming-mail?mailbox=${encodeURIComponent(mailbox.mailbox_id)}`}>{t('itsMails')}</Link>
      </Text>
    </Stack>
  )
}
