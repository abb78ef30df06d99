/** The frame around every screen: navigation, organization, search, language, the reader's menu, and the keys that work everywhere. */
import { ActionIcon, AppShell, Box, Burger, Button, Group, Menu, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, Route, Routes, useLocation } from 'react-router'
import { Brand } from '../../ui/brand.tsx'
import { ErrorBoundary } from '../../ui/error-boundary.tsx'
import { Icon } from '../../ui/icons.tsx'
import { PageWaiting } from '../../ui/notices.tsx'
import { OfflineNote } from '../../ui/offline-note.tsx'
import { PageHead } from '../../ui/page.tsx'
import { Surface } from '../../ui/surface.tsx'
import { LanguageSwitch, LookItems } from '../../ui/switches.tsx'
import { mayDo, type Session, signOut } from '../lib/session.ts'
import classes from './frame.module.css'
import { Navigation } from './navigation.tsx'
import { SCREENS, type Screen } from './screens.tsx'

const ConsolePalette = lazy(() =>
  import('./console-palette.tsx').then((module) => ({ default: module.ConsolePalette })),
)
const ConsoleKeys = lazy(() => import('./console-keys.tsx').then((module) => ({ default: module.ConsoleKeys })))

export function Frame({ session }: { session: Session }) {
  const { t } = useTranslation(['shell', 'ui'])
  const { pathname } = useLocation()
  const [isNavOpen, nav] = useDisclosure(false)
  const [isPaletteOpen, palette] = useDisclosure(false)
  const [isHelpOpen, help] = useDisclosure(false)
  const screens = SCREENS.filter((screen) => mayDo(session, screen.permission))
  const home = homeOf(session, screens)
  useHotkeys([['mod+K', palette.toggle]], [])
  useHotkeys([['shift+?', help.open]])
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the menu closes when a screen was chosen.
  useEffect(nav.close, [pathname])
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isNavOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a href="#content" className={classes.skip}>
        {t('ui:skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Burger
          opened={isNavOpen}
          onClick={nav.toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={t(isNavOpen ? 'nav.close' : 'nav.open')}
        />
        <Group gap={10} wrap="nowrap" className={classes.organization}>
          <Brand />
          <Text fw={650} truncate>
            {session.organization.name}
          </Text>
        </Group>
        <UnstyledButton className={classes.search} onClick={palette.open} aria-keyshortcuts="Control+K">
          <Icon name="search" size={16} />
          <span className={classes.searchText}>{t('ui:palette.label')}</span>
          <span className={classes.searchKeys} aria-hidden="true">
            {t('searchKeys')}
          </span>
        </UnstyledButton>
        <Group gap={2} wrap="nowrap">
          <LanguageSwitch />
          <ReaderMenu session={session} onKeys={help.open} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label={t('nav.label')}>
        <Navigation screens={screens} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <OfflineNote />
        <Box maw={1680} mx="auto">
          <ErrorBoundary resetKey={pathname}>
            <Suspense fallback={<PageWaiting />}>
              <Routes>
                {screens.map((screen) => (
                  <Route key={screen.path} path={screen.path} element={<screen.component />} />
                ))}
                <Route path="/" element={<Navigate to={home?.path ?? '/'} replace />} />
                <Route path="*" element={<Lost home={home} />} />
              </Routes>
            </Suspense>
          </ErrorBoundary>
        </Box>
      </AppShell.Main>
      <Suspense>
        {isPaletteOpen && <ConsolePalette isOpen onClose={palette.close} screens={screens} session={session} />}
        {isHelpOpen && <ConsoleKeys isOpen onClose={help.close} />}
      </Suspense>
    </AppShell>
  )
}

/** Who drives begins with the own trip; everybody else with the first screen of the day's work. */
const homeOf = ({ role }: Session, screens: readonly Screen[]): Screen | undefined =>
  screens.find(({ id, nav }) => (role === 'driver' ? id === 'own-trips' : nav?.group === 'work')) ?? screens[0]

/** An address that leads nowhere still leads somewhere: to the reader's first screen. */
function Lost({ home }: { home: Screen | undefined }) {
  const { t } = useTranslation('shell')
  return (
    <>
      <PageHead title={t('lost.title')} program={t('program')} />
      <Surface>
        <Stack align="flex-start">
          <Text>{t('lost.advice')}</Text>
          {home && (
            <Button component={Link} to={home.path} variant="default">
              {t(`screen.${home.id}`)}
            </Button>
          )}
        </Stack>
      </Surface>
    </>
  )
}

function ReaderMenu({ session, onKeys }: { session: Session; onKeys: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="inherit"
          size="lg"
          aria-label={t('reader.menu', { name: session.user.name })}
        >
          <Icon name="people" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Box px="sm" py={6}>
          <Text size="sm" fw={650}>
            {session.user.name}
          </Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {session.user.email}
          </Text>
          <Text size="xs" c="dimmed">
            {t(`role.${session.role}`)}
          </Text>
        </Box>
        <Menu.Divider />
        <LookItems />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="command" size={16} />} onClick={onKeys}>
          {t('reader.keys')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="signout" size={16} />} onClick={() => signOut()}>
          {t('reader.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
