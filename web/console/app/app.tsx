/** The console: sign-in when nobody is known, else the frame with the screen the address names. */
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { PageWaiting, ProblemNote } from '../../ui/notices.tsx'
import { withMoreWords } from '../lib/more-words.ts'
import { signIn, useSessionQuery, watchSession } from '../lib/session.ts'
import { Frame } from './frame.tsx'

/** Whoever is known already does not need it. */
const SignInForm = lazy(() => import('../../ui/sign-in-form.tsx').then((module) => ({ default: module.SignInForm })))
const InvitationScreen = lazy(withMoreWords(() => import('../features/people/invitation-screen.tsx')))

export function App() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const session = useSessionQuery()
  useEffect(watchSession, [])
  const isKnown = Boolean(session.data)
  useEffect(() => {
    if (!isKnown && !session.isPending) document.title = `${t('signIn.title')} · ${t('program')}`
  }, [isKnown, session.isPending, t])
  if (pathname === '/invitation')
    return (
      <Suspense fallback={<PageWaiting />}>
        <InvitationScreen />
      </Suspense>
    )
  if (session.isPending) return <PageWaiting />
  if (session.isError) return <ProblemNote error={session.error} onRetry={() => session.refetch()} />
  if (!session.data)
    return (
      <Suspense fallback={<PageWaiting />}>
        <SignInForm title={t('signIn.title')} lead={t('signIn.lead')} onSignIn={signIn} />
      </Suspense>
    )
  // A customer's contact has nothing to do here; the portal is theirs.
  if (session.data.role === 'customer_contact') location.replace('/portal/')
  return <Frame session={session.data} />
}
