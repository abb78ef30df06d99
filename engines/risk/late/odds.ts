/** Chances as log odds and back. */

export const sigmoid = (odds: number): number => 1 / (1 + Math.exp(-odds))

/** Never further out than one in a thousand. */
export const logit = (p: number): number => {
  const chance = Math.max(0.001, Math.min(0.999, p))
  return Math.log(chance / (1 - chance))
}
