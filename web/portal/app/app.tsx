/** The portal: sign-in when nobody is known, else the customer's own orders. */
import { Button } from '@mantine/core'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import { ErrorBoundary } from '../../ui/error-boundary.tsx'
import { Empty, PageWaiting, ProblemNote } from '../../ui/notices.tsx'
import { SignInForm } from '../../ui/sign-in-form.tsx'
import { maySeePortal, signIn, useSessionQuery, watchSession } from '../lib/session.ts'
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
    if (!isKnown) document.title = `${t('signIn.title')} · ${t('program')}`
  }, [isKnown, t])
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
                <Route key={screen.path} path={screen.path} element={<screen.component />} />
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
