#!/usr/bin/env node
// The command line: lists the commands, and ends with a sentence and an exit status when something is wrong.
import { Command, CommanderError } from 'commander'
import { addChat } from './commands/chat.ts'
import { addCompare } from './commands/compare.ts'
import { addData } from './commands/data.ts'
import { addEval } from './commands/eval.ts'
import { fail, setStatus } from './commands/failure.ts'
import { packageVersion } from './commands/provenance.ts'
import { addPull } from './commands/pull.ts'
import { addQuickstart } from './commands/quickstart.ts'
import { addReport } from './commands/report.ts'
import { addScore } from './commands/score.ts'
import { addTables } from './commands/tables.ts'
import { addTrain } from './commands/train.ts'
import { addVerify } from './commands/verify.ts'

const program = new Command('coalm')
  .description(
    'Build the data for, train, run and judge one model that holds task dialogues and calls tools.',
  )
  .version(packageVersion(), '-V, --version')
  .showHelpAfterError('(add --help to see how it is used)')
  .configureHelp({ sortOptions: false })
  .exitOverride()

for (const add of [
  addQuickstart,
  addPull,
  addData,
  addTrain,
  addChat,
  addEval,
  addScore,
  addVerify,
  addCompare,
  addTables,
  addReport,
]) {
  add(program)
}
for (const command of program.commands) {
  command.exitOverride()
  for (const inner of command.commands) inner.exitOverride()
}

// A reader that has seen enough (`| head`) closes the pipe; that is no error.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit()
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) setStatus(error.exitCode === 0 ? 0 : 2)
  else fail(error)
}
