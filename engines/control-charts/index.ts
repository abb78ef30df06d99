/** What is natural variation, what is a signal, and whether a step works. */
export { MARKS, type Mark, type Marked, markStep, type StepMeasure } from './mark.ts'
export { type ChartPoint, type PeriodShare, type ShareChart, shareChart } from './share-chart.ts'
export { SIGNAL_RULES, type Signal, type SignalRule, signalsOf } from './signals.ts'
export { type ValueChart, valueChart } from './value-chart.ts'
