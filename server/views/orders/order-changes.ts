/** An open page is told when something of its order, or on the road, has changed, so that it moves by itself. */
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { requireVisibleOrder } from './order-file.ts'
import { joinWatch, ROAD } from './order-watch.ts'

/** Proxies close what is silent. */
const SIGN_OF_LIFE_MS = 20_000
/** Rights may have changed meanwhile: whoever still looks asks again. */
const LIFETIME_MS = 10 * 60_000

/** Refuses `not_found` before the first word. The words are those of server-sent events. */
export async function watchOrder(context: Context, orderId: string) {
  const watch = await inSnapshot(context, async (tx) => {
    await requireVisibleOrder(tx, orderId, context.principal.customerId)
    return joinWatch(context, tx)
  })
  return hearing(watch, orderId)
}

/** The same of everything on the road, for the map. */
export const watchRoad = async (context: Context) =>
  hearing(await inSnapshot(context, (tx) => joinWatch(context, tx)), ROAD)

const hearing = (watch: Awaited<ReturnType<typeof joinWatch>>, topic: string) => (stopping: AbortSignal) => {
  const news = new News(stopping)
  // Heard from now on, not from when the reader takes the first word; and no longer than there is a reader.
  const stopHearing = watch.hear(topic, () => news.come())
  stopping.addEventListener('abort', stopHearing, { once: true })
  return tell(news, stopHearing)
}

async function* tell(news: News, stopHearing: () => void): AsyncGenerator<string> {
  const endsAt = performance.now() + LIFETIME_MS
  try {
    yield 'retry: 3000\nevent: open\ndata: 0\n\n'
    while (performance.now() < endsAt) {
      await news.untilRoused()
      if (news.isOver) return
      yield news.take() ? 'event: changed\ndata: 0\n\n' : ': still here\n\n'
    }
  } finally {
    stopHearing()
  }
}

/** What came while the reader was being told of what came before is one piece of news. */
class News {
  readonly #stopping: AbortSignal
  #hasCome = false
  #rouse: (() => void) | undefined

  constructor(stopping: AbortSignal) {
    this.#stopping = stopping
    stopping.addEventListener('abort', () => this.#rouse?.(), { once: true })
  }

  get isOver(): boolean {
    return this.#stopping.aborted
  }

  come(): void {
    this.#hasCome = true
    this.#rouse?.()
  }

  take(): boolean {
    const hasCome = this.#hasCome
    this.#hasCome = false
    return hasCome
  }

  /** Until news comes, the reader leaves, or it is time for a sign of life. */
  untilRoused(): Promise<void> {
    if (this.#hasCome || this.isOver) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, SIGN_OF_LIFE_MS)
      timer.unref()
      this.#rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
