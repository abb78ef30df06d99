/** Times what a reader feels: from the press of a key, a scroll or a choice to the frame that shows its result. */
import type { Page } from 'playwright-core'
import { launchBrowser } from '../../tests/fixtures/browser.ts'
import type { Company } from './company.ts'
import { percentile } from './questions.ts'

export interface Interaction {
  readonly name: string
  readonly times: readonly number[]
}

const STEPS = 120
/** More would be answered from what the page still remembers. */
const SORTS = 4
const SEARCHES = [
  'SO-0',
  'SO-00',
  'SO-001',
  'SO-0012',
  'SO-003',
  'SO-0045',
  'no-such-order',
  'SO-006',
  'SO-0077',
  'SO-008',
]

export async function timeInteractions({ server, cookie }: Company): Promise<Interaction[]> {
  const browser = await launchBrowser({ viewport: { width: 1440, height: 900 }, withoutFonts: true })
  try {
    await browser.context.addCookies(
      cookie.split('; ').map((pair) => {
        const [name = '', ...value] = pair.split('=')
        return { name, value: value.join('='), url: server.url }
      }),
    )
    const page = await browser.context.newPage()
    // The runner of TypeScript names inner functions by a helper of its own, which the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named')
    await page.goto(`${server.url}/orders`)
    await page.locator('tbody tr[data-index]').first().waitFor()
    await page.evaluate(defineStopwatch)
    return [
      { name: 'nothing at all, for comparison', times: await idle(page) },
      { name: 'scrolling by 1,000 px', times: await scroll(page) },
      { name: 'next row by j', times: await walk(page) },
      { name: 'sorting by a press on the head', times: await sort(page) },
      { name: 'filtering by state', times: await filter(page) },
      { name: 'searching, from the last key (200 ms of it wait for the next one)', times: await search(page) },
    ]
  } finally {
    await browser.close()
  }
}

const _median = (times: readonly number[]): number => percentile([...times], 0.5)

type Stopwatch = (act: () => void, isShown: () => boolean) => Promise<number>
declare global {
  interface Window {
    stopwatch: Stopwatch
  }
}

/** Runs in the page. A result is painted in the frame after the one that finds it drawn. */
function defineStopwatch(): void {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  window.stopwatch = async (act, isShown) => {
    await frame()
    const started = performance.now()
    act()
    while (!isShown()) {
      if (performance.now() - started > 20_000) throw new Error('The result never came')
      await frame()
    }
    await frame()
    return performance.now() - started
  }
}

const idle = (page: Page): Promise<number[]> =>
  page.evaluate(async (steps) => {
    const times: number[] = []
    for (let step = 0; step < steps; step++)
      times.push(
        await window.stopwatch(
          () => undefined,
          () => true,
        ),
      )
    return times
  }, STEPS)

/** Real rows stand in the middle of the list, not the empty height of rows to come. */
const scroll = (page: Page): Promise<number[]> =>
  page.evaluate(async (steps) => {
    const list = document.querySelector('table')!.parentElement!
    const { left, top, height } = list.getBoundingClientRect()
    const isShown = () => Boolean(document.elementFromPoint(left + 200, top + height / 2)?.closest('[data-index]'))
    const times: number[] = []
    for (let step = 0; step < steps; step++) {
      times.push(await window.stopwatch(() => list.scrollBy(0, 1_000), isShown))
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    return times
  }, STEPS)

const walk = (page: Page): Promise<number[]> =>
  page.evaluate(async (steps) => {
    const press = () =>
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', code: 'KeyJ', bubbles: true }))
    const at = () => (document.activeElement as HTMLElement).dataset.index
    await window.stopwatch(press, () => at() !== undefined)
    const times: number[] = []
    for (let step = 0; step < steps; step++) {
      const before = at()
      times.push(await window.stopwatch(press, () => at() !== undefined && at() !== before))
    }
    return times
  }, STEPS)

async function sort(page: Page): Promise<number[]> {
  await page.evaluate(() => document.querySelector('table')!.parentElement!.scrollTo(0, 0))
  await page.waitForTimeout(300)
  return page.evaluate(async (turns) => {
    const first = () => document.querySelector('[data-index="0"]')?.textContent
    const times: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      const before = first()
      // Back and forth through two heads: each press asks for rows that are not there yet.
      const head = document.querySelectorAll<HTMLElement>('th button')[turn % 4 < 2 ? 0 : 1]!
      times.push(
        await window.stopwatch(
          () => head.click(),
          () => first() !== before && !document.querySelector('[aria-busy=true]'),
        ),
      )
    }
    return times
  }, SORTS)
}

async function filter(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const state of ['Delivered', 'Open', 'Shipped', 'Cancelled']) {
    await page.getByRole('combobox', { name: 'State' }).click()
    const option = page.getByRole('option', { name: state, exact: true })
    await option.waitFor()
    times.push(
      await option.evaluate((element, wanted) => {
        const rows = () => [...document.querySelectorAll('[data-index]')]
        const isShown = () =>
          !document.querySelector('[aria-busy=true]') && rows().every((row) => row.textContent?.includes(wanted))
        return window.stopwatch(() => (element as HTMLElement).click(), isShown)
      }, state),
    )
  }
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.waitForTimeout(500)
  return times
}

async function search(page: Page): Promise<number[]> {
  const times: number[] = []
  for (const text of SEARCHES) {
    await page.locator('[aria-keyshortcuts="/"]').fill(text.slice(0, -1))
    await page.waitForTimeout(600)
    times.push(
      await page.evaluate((whole) => {
        const field = document.querySelector<HTMLInputElement>('[aria-keyshortcuts="/"]')!
        const write = () => {
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, whole)
          field.dispatchEvent(new Event('input', { bubbles: true }))
        }
        const rows = () => [...document.querySelectorAll('[data-index]')]
        const asked = () => new URLSearchParams(location.search).get('q') === whole
        const isShown = () =>
          asked() &&
          !document.querySelector('[aria-busy=true]') &&
          rows().every((row) => row.textContent?.startsWith(whole))
        return window.stopwatch(write, isShown)
      }, text),
    )
  }
  return times
}
