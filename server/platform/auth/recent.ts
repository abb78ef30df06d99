/** Answers believed for a few seconds, so that a burst of requests of one person or key asks the database once. */

export interface Recent {
  /** The remembered answer, or the one that `find` gives now. A failure is never remembered. */
  ask<T>(question: string, find: () => Promise<T>): Promise<T>
  /** After a change of rights: nothing said before counts any more in this process. */
  forget(): void
}

/** How long a right that was taken away may still count in another process. */
const BELIEVED_MS = 5_000
const ANSWERS_MAX = 20_000

export function recentAnswers(believedMs = BELIEVED_MS): Recent {
  const known = new Map<string, { answer: Promise<unknown>; until: number }>()
  return {
    ask<T>(question: string, find: () => Promise<T>): Promise<T> {
      const now = performance.now()
      const entry = known.get(question)
      if (entry && entry.until > now) return entry.answer as Promise<T>
      if (known.size >= ANSWERS_MAX) known.clear()
      const answer = find()
      const fresh = { answer, until: now + believedMs }
      known.set(question, fresh)
      // A change may have emptied the list while this was being asked; only our own entry is taken back.
      answer.catch(() => known.get(question) === fresh && known.delete(question))
      return answer
    },
    forget: () => known.clear(),
  }
}
