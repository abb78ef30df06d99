/**
 * A figure with a quiet dotted underline. Pressing it opens the rule behind it: what it means, what was counted, what was
 * left out, how sure it is, the lines it was counted from, and a way to take it away.
 */
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './figure.module.css'
import type { Rule } from './figure-rule.ts'

/** Not in the first load: nobody opens a rule before having seen its figure. */
const RuleDrawer = lazy(() => import('./rule-drawer.tsx').then((module) => ({ default: module.RuleDrawer })))

type Props = { value: ReactNode; label: string; rule: Rule; size?: 'text' | 'large'; isFaint?: boolean }

export function Figure({ value, label, rule, size = 'text', isFaint }: Props) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const [wasOpened, setOpened] = useState(false)
  const { t } = useTranslation('ui')
  // The drawer is drawn with its first opening and so does not know where the focus came from.
  const close = () => {
    setOpen(false)
    setTimeout(() => button.current?.focus({ preventScroll: true }))
  }
  const open = () => {
    setOpened(true)
    setOpen(true)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={size === 'large' ? classes.large : classes.figure}
        data-faint={isFaint || undefined}
        aria-haspopup="dialog"
        onClick={open}
      >
        {value}
        <span className="sf-hidden">
          {' '}
          {label}. {t('figure.open')}
        </span>
      </button>
      {wasOpened && (
        <Suspense>
          <RuleDrawer isOpen={isOpen} value={value} rule={rule} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
