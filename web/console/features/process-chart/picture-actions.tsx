/** Takes a picture away: as SVG with its colors written out, or printed, which browsers also save as PDF. */
import { Button, Group } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'

type Props = { picture: RefObject<SVGSVGElement | null>; name: string }

export function PictureActions({ picture, name }: Props) {
  const { t } = useTranslation('process')
  const take = () =>
    picture.current && saveAs(`${name}.svg`, new Blob([standAlone(picture.current)], { type: 'image/svg+xml' }))
  return (
    <Group gap="xs" className="sf-unprinted">
      <Button size="compact-sm" variant="subtle" leftSection={<Icon name="download" size={15} />} onClick={take}>
        {t('asSvg')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<Icon name="copy" size={15} />}
        onClick={() => window.print()}
      >
        {t('print')}
      </Button>
    </Group>
  )
}

/** Outside the page its variables mean nothing, so that their values take their place. */
export function standAlone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [width, height] = (copy.getAttribute('viewBox') ?? '0 0 0 0').split(' ').slice(2)
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', width!)
  copy.setAttribute('height', height!)
  copy.removeAttribute('style')
  copy.removeAttribute('class')
  for (const element of copy.querySelectorAll('[class], [tabindex], [role]'))
    for (const attribute of ['class', 'tabindex', 'role']) element.removeAttribute(attribute)
  const probe = document.createElement('span')
  document.body.append(probe)
  const known = new Map<string, string>()
  const colorOf = (name: string) => {
    if (!known.has(name)) {
      probe.style.color = `var(${name})`
      known.set(name, getComputedStyle(probe).color)
    }
    return known.get(name)!
  }
  const text = new XMLSerializer()
    .serializeToString(copy)
    .replace(/var\((--[\w-]+)\)/g, (_, name: string) => colorOf(name))
  probe.remove()
  return text
}

export function saveAs(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
