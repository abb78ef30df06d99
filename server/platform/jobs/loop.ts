/** Does the same again and again, with a pause whenever there was nothing to do, until stopped. */

export interface Loop {
  /** Ends after the round at hand. */
  stop(): Promise<void>
}

export interface LoopSetting {
  /** One round; returns how much was done. */
  round(): Promise<number>
  readonly pauseMs: number
  /** Hears of a round that failed; the next one comes after the pause. */
  onError(error: unknown): void
}

export function startLoop({ round, pauseMs, onError }: LoopSetting): Loop {
  let isStopping = false
  let wake: () => void = () => undefined
  const sleep = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async () => {
    while (!isStopping) {
      let done = 0
      try {
        done = await round()
      } catch (error) {
        onError(error)
      }
      if (done === 0 && !isStopping) await sleep()
    }
  }
  const ended = run()
  return {
    stop() {
      isStopping = true
      wake()
      return ended
    },
  }
}
