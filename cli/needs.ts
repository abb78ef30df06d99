/** `sevenfold needs`: what a survey's marks say, without a database. */
import { subjectOf, surveyOf } from '../engines/needs/index.ts'
import { defineCommand, WrongUsage } from './command.ts'
import { printSurvey } from './needing/print.ts'
import { readMarks } from './needing/read-marks.ts'

const USAGE = `sevenfold needs FILE --outcome SUBJECT [--scale LOW-HIGH] [--drivers A,B,…] [--recommend QUESTION] [--draws N] [--seed S] [--json]

Reads the marks of a survey (a table, one row a person), without a database: an index with its interval for each subject,
whether its questions may be averaged, and what goes with the outcome. Columns that differ only in the number at their end
ask about one subject: qual1 and qual2 about qual.
  --outcome SUBJECT     the overall mark, such as sat
  --scale LOW-HIGH      worst and best mark (default: 1-10)
  --drivers A,B         subjects that may drive the outcome (default: all others)
  --recommend QUESTION  the question of recommendation, for promoters less detractors
  --draws N             draws for the intervals of the drivers, 100 to 100000 (default: 1000)
  --seed S              another run of chance (default: 1)
  --json                print the whole answer as JSON`

export const command = defineCommand({
  name: 'needs',
  summary: "Read what a survey's marks say, without a database.",
  usage: USAGE,
  options: {
    outcome: 'string',
    scale: 'string',
    drivers: 'string',
    recommend: 'string',
    draws: 'string',
    seed: 'string',
  },
  async work({ options, words }) {
    const [file, ...others] = words
    if (file === undefined || others.length > 0) throw new WrongUsage('name one file; see --help')
    if (options.outcome === undefined) throw new WrongUsage('name the overall mark with --outcome; see --help')
    const { leftAside, incomplete, ...table } = readMarks(file)
    const subjects = new Set(table.questions.map(subjectOf))
    const drivers = options.drivers?.split(',').map((name) => name.trim())
    const known = [...subjects].join(', ')
    for (const name of [options.outcome, ...(drivers ?? [])])
      if (!subjects.has(name)) throw new WrongUsage(`${name} is not a subject of the file; it has ${known}`)
    if (drivers?.includes(options.outcome)) throw new WrongUsage('the outcome cannot drive itself')
    if (options.recommend !== undefined && !table.questions.includes(options.recommend))
      throw new WrongUsage(`${options.recommend} is not a question of the file`)
    if (table.rows.length === 0) throw new Error(`${file}: no row is complete`)
    const scale = scaleOf(options.scale)
    const beyond = table.rows.flat().find((mark) => mark < scale.low || mark > scale.high)
    if (beyond !== undefined)
      throw new Error(`${file}: the mark ${beyond} lies outside ${scale.low} to ${scale.high}; see --scale`)
    const seed = wholeNumber('--seed', options.seed, { least: 0, most: 2 ** 31 }) ?? 1
    const draws = wholeNumber('--draws', options.draws, { least: 100, most: 100_000 }) ?? 1000
    const { outcome, recommend } = options
    const answer = surveyOf(table, {
      ...{ scale, outcome, draws, seed },
      ...(drivers && { drivers }),
      ...(recommend !== undefined && { recommend }),
    })
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ...answer, left_aside: leftAside, incomplete, seed, draws })}\n`
        : printSurvey(answer),
    )
    return 0
  },
})

function scaleOf(text = '1-10') {
  const found = /^(-?\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text)
  const scale = { low: Number(found?.[1]), high: Number(found?.[2]) }
  if (!found || scale.low >= scale.high) throw new WrongUsage('--scale is like 1-10')
  return scale
}

function wholeNumber(name: string, text: string | undefined, { least, most }: { least: number; most: number }) {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new WrongUsage(`${name} must be a whole number from ${least} to ${most}`)
  return value
}
