/** The tabs of screens that belong together. Each is an address of its own, so they are links. */
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import classes from './section-tabs.module.css'
import { SECTIONS, type Section } from './sections.ts'
import { mayDo, useSession } from './session.ts'

export function SectionTabs({ of }: { of: Section }) {
  const { t } = useTranslation('sections')
  const session = useSession()
  return (
    <nav className={classes.tabs} aria-label={t(`name.${of}`)}>
      <ul>
        {SECTIONS[of]
          .filter((screen) => mayDo(session, screen.permission))
          .map((screen) => (
            <li key={screen.id}>
              <NavLink to={screen.path} end={screen === SECTIONS[of][0]}>
                {t(`tab.${screen.id}`)}
              </NavLink>
            </li>
          ))}
      </ul>
    </nav>
  )
}
