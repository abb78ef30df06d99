/** What a benchmark measured. */

export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What ran beside it in the same run, its value in the same unit, and the figure as a share of it. */
  readonly peer?: string
  readonly peerValue?: number
  readonly ratio?: number
}
export type Report = (figure: Figure) => void
