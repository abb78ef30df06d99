/** The portal: sign-in when nobody is known, else the customer's own orders. */
import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, Route, Routes, useLocation } from 'react-router'
import { ErrorBoundary } from '../../ui/error-boundary.tsx'
import { Empty, PageWaiting, ProblemNote } from '../../ui/notices.tsx'
import { SignInForm } from '../../ui/sign-in-form.tsx'
import { may, maySeePortal, signIn, useSession, useSessionQuery, watchSession } from '../lib/session.ts'
import { Frame } from './frame.tsx'
import { SCREENS } from './screens.tsx'

const StopScreen = lazy(() => import('../features/messages/stop-screen.tsx'))

export function App() {
  const { t } = useTranslation('shell')
  const { pathname } = useLocation()
  const session = useSessionQuery()
  useEffect(watchSession, [])
  const isKnown = Boolean(session.data)
  useEffect(() => {
    if (!isKnown && !session.isPending) document.title = `${t('signIn.title')} · ${t('program')}`
  }, [isKnown, session.isPending, t])
  if (pathname === '/stop')
    return (
      <Suspense fallback={<PageWaiting />}>
        <StopScreen />
      </Suspense>
    )
  if (session.isPending) return <PageWaiting />
  if (session.isError) return <ProblemNote error={session.error} onRetry={() => session.refetch()} />
  if (!session.data) return <SignInForm title={t('signIn.title')} lead={t('signIn.lead')} onSignIn={signIn} />
  return (
    <Frame session={session.data}>
      {maySeePortal(session.data) ? (
        <ErrorBoundary resetKey={pathname}>
          <Suspense fallback={<PageWaiting />}>
            <Routes>
              {SCREENS.map((screen) => (
                <Route key={screen.path} path={screen.path} element={<Guarded screen={screen} />} />
              ))}
              <Route path="*" element={<Navigate to={SCREENS[0].path} replace />} />
            </Routes>
          </Suspense>
        </ErrorBoundary>
      ) : (
        <Empty
          icon="customers"
          title={t('notYours.title')}
          action={
            <Button component="a" href="/">
              {t('notYours.go')}
            </Button>
          }
        >
          {t('notYours.advice')}
        </Empty>
      )}
    </Frame>
  )
}

/** Who comes here by an old address or a colleague's link is told plainly, and where to go. */
function Guarded({ screen }: { screen: (typeof SCREENS)[number] }) {
  const { t } = useTranslation('shell')
  const session = useSession()
  if (!screen.right || may(session, screen.right)) return <screen.component />
  return (
    <Empty
      icon="people"
      title={t('notForYou.title')}
      action={
        <Button component={Link} to={SCREENS[0].path}>
          {t('notForYou.go')}
        </Button>
      }
    >
      {t(may(session, 'portal.people') ? 'notForYou.change' : 'notForYou.ask')}
    </Empty>
  )
}
