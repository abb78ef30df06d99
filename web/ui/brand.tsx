/** The mark of the product: seven cells, one for each right. */
export function Brand({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" style={{ flexShrink: 0 }}>
      <rect width="32" height="32" rx="7" fill="#0f6b8a" />
      <g fill="#fff">
        <rect x="6" y="7" width="5" height="5" rx="1.5" />
        <rect x="13.5" y="7" width="5" height="5" rx="1.5" />
        <rect x="21" y="7" width="5" height="5" rx="1.5" />
        <rect x="17.25" y="14" width="5" height="5" rx="1.5" />
        <rect x="9.75" y="14" width="5" height="5" rx="1.5" opacity=".6" />
        <rect x="13.5" y="21" width="5" height="5" rx="1.5" />
        <rect x="6" y="21" width="5" height="5" rx="1.5" opacity=".75" />
      </g>
    </svg>
  )
}
