/** A quiet frame: whose portal it is, language, and the reader's menu. */
import { ActionIcon, Box, Menu, Text } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink } from 'react-router'
import { Brand } from '../../ui/brand.tsx'
import { Icon } from '../../ui/icons.tsx'
import { OfflineNote } from '../../ui/offline-note.tsx'
import { LanguageSwitch, LookItems } from '../../ui/switches.tsx'
import { may, type PortalRight, type Session, signOut } from '../lib/session.ts'
import classes from './frame.module.css'

const PortalKeys = lazy(() => import('./portal-keys.tsx').then((module) => ({ default: module.PortalKeys })))

/** Where a reader may go, and the right without which the server would refuse. */
const PLACES: readonly { name: string; right?: PortalRight }[] = [
  { name: 'start' },
  { name: 'orders' },
  { name: 'deliveries' },
  { name: 'invoices', right: 'portal.billing' },
  { name: 'lots', right: 'portal.quality' },
  { name: 'questions' },
  { name: 'messages' },
]

export function Frame({ session, children }: { session: Session; children: ReactNode }) {
  const { t } = useTranslation(['shell', 'ui'])
  const [isHelpOpen, help] = useDisclosure(false)
  useHotkeys([['shift+?', help.open]])
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('ui:skip')}
      </a>
      <header className={classes.header}>
        <Brand />
        <Text fw={650} truncate style={{ flex: 1 }}>
          {session.organization.name}
        </Text>
        <nav className={classes.nav} aria-label={t('program')}>
          {session.customer_id !== null &&
            PLACES.filter(({ right }) => !right || may(session, right)).map(({ name }) => (
              <NavLink key={name} to={`/${name}`} className={classes.link}>
                {t(`nav.${name}`)}
              </NavLink>
            ))}
        </nav>
        <LanguageSwitch />
        <Menu position="bottom-end" width={230}>
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
            </Box>
            <Menu.Divider />
            {may(session, 'portal.people') && (
              <Menu.Item component={Link} to="/people" leftSection={<Icon name="customers" size={16} />}>
                {t('nav.people')}
              </Menu.Item>
            )}
            <LookItems />
            <Menu.Divider />
            <Menu.Item leftSection={<Icon name="command" size={16} />} onClick={help.open}>
              {t('ui:keys.title')}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="signout" size={16} />} onClick={() => signOut()}>
              {t('reader.signOut')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      <OfflineNote />
      <Suspense>{isHelpOpen && <PortalKeys onClose={help.close} />}</Suspense>
      <main id="content" tabIndex={-1} className={classes.main}>
        {children}
      </main>
    </>
  )
}
