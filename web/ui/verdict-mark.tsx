/**
 * One outcome as a small mark, readable without color: a filled square with a check (right), a filled diamond with a
 * cross (wrong), a hollow dashed circle with a question mark (not known), a bare dash (does not apply).
 */
export type Outcome = 'pass' | 'fail' | 'unknown' | 'not_applicable'

export function VerdictMark({ outcome, size = 20 }: { outcome: Outcome; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      style={{ display: 'block', flexShrink: 0 }}
    >
      {MARKS[outcome]}
    </svg>
  )
}

const line = { fill: 'none', strokeWidth: 2, strokeLinecap: 'round', strokeLinejoin: 'round' } as const

const MARKS: Record<Outcome, React.ReactNode> = {
  pass: (
    <>
      <rect x="1.5" y="1.5" width="17" height="17" rx="4" fill="var(--sf-right-fill)" stroke="var(--sf-right)" />
      <path d="M5.8 10.4l2.9 2.9 5.5-6.3" stroke="var(--sf-right)" {...line} />
    </>
  ),
  fail: (
    <>
      <path d="M10 .8L19.2 10 10 19.2.8 10z" fill="var(--sf-wrong)" />
      <path d="M7.2 7.200l5.6 5.600M12.8 7.200l-5.6 5.6" stroke="var(--sf-unknown-fill)" {...line} />
    </>
  ),
  unknown: (
    <>
      <circle cx="10" cy="10" r="8" stroke="var(--sf-unknown)" strokeDasharray="2.5 2.2" strokeWidth="1.3" />
      <path
        d="M8 8.200a2 2 0 1 1 3 1.700c-.7.4-1 .8-1 1.500M10 13.600v.1"
        stroke="var(--sf-unknown)"
        {...line}
        strokeWidth={1.6}
      />
    </>
  ),
  not_applicable: <path d="M6 10h8" stroke="var(--sf-unknown)" {...line} strokeWidth={1.6} opacity=".75" />,
}
