/** All tidy checks by name: taste turned into messages that say what to do. */
import { deadFiles, foreignWrites, hiddenClocks, impurePlaces, instantsBesideDays, unnumberedNotes } from './code.ts'
import {
  brokenLinks,
  heavyFiles,
  machinePaths,
  migrationGaps,
  missingReadmes,
  titles,
  undocumentedEvents,
  unexplainedRefusals,
} from './documents.ts'
import type { Finding, SourceFile } from './tree.ts'
import { forbiddenFileNames, forbiddenTwins, parseGlossary } from './words.ts'

type Check = (files: readonly SourceFile[]) => Finding[]

const glossaryOf = (files: readonly SourceFile[]) =>
  parseGlossary(files.find(({ path }) => path === 'docs/glossary.md')?.text ?? '')

export const CHECKS: Readonly<Record<string, Check>> = {
  'identifiers use the words of the glossary': (files) => forbiddenTwins(files, glossaryOf(files)),
  'file names say what is inside': (files) => forbiddenFileNames(files, glossaryOf(files)),
  'a note about unfinished work carries a number': unnumberedNotes,
  'time and chance are handed in': hiddenClocks,
  'engines and decisions only compute': impurePlaces,
  'a module writes only its own schema': foreignWrites,
  'an instant is compared with an instant': instantsBesideDays,
  'no file is dead': deadFiles,
  'every module and engine has a README': missingReadmes,
  'every event stands in the README of its module': undocumentedEvents,
  'migrations are numbered without gaps': migrationGaps,
  'every refusal code is explained': unexplainedRefusals,
  'a document has one title': titles,
  'links in documents lead somewhere': brokenLinks,
  'no path or registry of one machine': machinePaths,
  'no file is heavier than 1 MB': heavyFiles,
}

export const sayFinding = ({ path, line, message }: Finding): string => `${path}:${line} ${message}`
