/** The few line icons of the interface, drawn here so that no icon library has to be loaded. They are never the only label. */
import type { CSSProperties } from 'react'

const PATHS = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4',
  orders: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  scorecard: 'M4 20V10M10 20V4M16 20v-7M22 20H2',
  customers:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.500a3.5 3.5 0 0 1 0 6.500M18 14.500c2 .8 3.2 2.7 3.5 5.5',
  products: 'M12 3l8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.5 8-4.500M12 12v9',
  locations:
    'M12 21c4-4.5 6.5-7.8 6.5-11a6.5 6.5 0 1 0-13 0c0 3.2 2.5 6.5 6.5 11zM12 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  carriers:
    'M2 6h12v10H2zM14 10h4l4 3.500V16h-8M6.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  standards: 'M4 5h16M4 12h10M4 19h7M16 17l2 2 4-5',
  definition: 'M4 4h11a3 3 0 0 1 3 3v13H7a3 3 0 0 1-3-3zM8 9h6M8 13h6',
  imports: 'M12 3v11M8 10l4 4 4-4M4 16v4h16v-4',
  exports: 'M12 14V3M8 7l4-4 4 4M4 16v4h16v-4',
  people: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c.5-4.5 3.5-7 8-7s7.5 2.5 8 7',
  key: 'M8 15a4 4 0 1 1 3.5-5.900L21 9v3h-2v3h-3v-3h-4.500A4 4 0 0 1 8 15zM8 11h.01',
  audit: 'M12 7v5l3 2M4 12a8 8 0 1 0 2.5-5.800M4 4v4h4',
  settings:
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.600l2.1 2.100M16.3 16.300l2.1 2.100M18.4 5.600l-2.1 2.100M7.7 16.300l-2.1 2.1',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.500L20 20',
  language:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.500M17.5 17.500L19 19M19 5l-1.5 1.500M6.5 17.500L5 19',
  moon: 'M20 14.500A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.500z',
  auto: 'M4 5h16v11H4zM9 20h6M12 16v4',
  check: 'M5 12.500l4.5 4.500L19 7.5',
  cross: 'M6 6l12 12M18 6L6 18',
  dash: 'M6 12h12',
  question: 'M9 9.500a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.1-1.5 2.400M12 18h.01',
  warning: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  alert: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.500V13M12 16.500h.01',
  plus: 'M12 5v14M5 12h14',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  download: 'M12 4v11M8 11l4 4 4-4M5 20h14',
  upload: 'M12 15V4M8 8l4-4 4 4M5 20h14',
  columns: 'M4 5h16v14H4zM10 5v14M15 5v14',
  rows: 'M4 5h16v14H4zM4 10h16M4 14.500h16',
  filter: 'M4 5h16l-6 7.500V19l-4-2v-4.500z',
  up: 'M6 14l6-6 6 6',
  down: 'M6 10l6 6 6-6',
  right: 'M10 6l6 6-6 6',
  left: 'M14 6l-6 6 6 6',
  sort: 'M8 10l4-5 4 5M8 14l4 5 4-5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  signout: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  copy: 'M8 8h12v12H8zM16 8V4H4v12h4',
  offline: 'M3 3l18 18M5 12.500a10 10 0 0 1 4-2.300M19 12.500a10 10 0 0 0-5-2.600M8.5 16a5 5 0 0 1 6 0M12 19.500h.01',
  command: 'M9 9h6v6H9zM9 9H7a2 2 0 1 1 2-2zM15 9V7a2 2 0 1 1 2 2zM15 15h2a2 2 0 1 1-2 2zM9 15v2a2 2 0 1 1-2-2z',
  more: 'M12 6h.01M12 12h.01M12 18h.01',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 2.500h4L15 13h5',
  handshake: 'M3 8l4-2 5 2 5-2 4 2v8l-4 1-5 3-5-3-4-1zM12 8l-3 3.500c1 1 2.5 1 3.5 0l1-.8 4 4',
  truck: 'M2 6h12v10H2zM14 10h4l4 3.500V16h-8M6.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  door: 'M6 21V3h9v18M3 21h18M12 12h.01',
  bill: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  star: 'M12 4l2.5 5.2 5.5.7-4 3.9 1 5.6-5-2.7-5 2.7 1-5.6-4-3.9 5.5-.7z',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 18, style }: { name: IconName; size?: number; style?: CSSProperties }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.6 : 1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ flexShrink: 0, ...style }}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
