/** The console: sign-in when nobody is known, else the frame with the screen the address names. */
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { PageWaiting, ProblemNote } from '../../ui/notices.tsx'
import { SignInForm } from '../../ui/sign-in-form.tsx'
import { signIn, useSessionQuery, watchSession } from '../lib/session.ts'
import { Frame } from './frame.tsx'

export function App() {
  const { t } = useTranslation('shell')
  const session = useSessionQuery()
  useEffect(watchSession, [])
  const isKnown = Boolean(session.data)
  useEffect(() => {
    if (!isKnown) document.title = `${t('signIn.title')} · ${t('program')}`
  }, [isKnown, t])
  if (session.isPending) return <PageWaiting />
  if (session.isError) return <ProblemNote error={session.error} onRetry={() => session.refetch()} />
  if (!session.data) return <SignInForm title={t('signIn.title')} lead={t('signIn.lead')} onSignIn={signIn} />
  return <Frame session={session.data} />
}
