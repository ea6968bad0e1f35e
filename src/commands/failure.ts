// How a command ends when something is wrong: one sentence and an exit status.

/** 0: well; 1: something wrong was found; 2: wrong use or input; 130: stopped by Ctrl-C. */
export type ExitStatus = 0 | 1 | 2 | 130

/** Sets the status with which the process will end, keeping the worst one. */
export function setStatus(status: ExitStatus): void {
  process.exitCode = Math.max(Number(process.exitCode ?? 0), status)
}

/** Errors of the program itself, not of its input: these show where they happened. */
const PROGRAM_ERRORS = new Set(['TypeError', 'ReferenceError', 'RangeError', 'AssertionError'])

/** Prints what went wrong: a sentence for an expected error, the whole trace for an error of ours. */
export function fail(error: unknown): void {
  setStatus(2)
  if (!(error instanceof Error)) {
    process.stderr.write(`coalm: ${String(error)}\n`)
    return
  }
  const isOurs = PROGRAM_ERRORS.has(error.name) && !('code' in error)
  const text = isOurs || process.env.COALM_DEBUG ? (error.stack ?? error.message) : sayError(error)
  process.stderr.write(`coalm: ${text}\n`)
  if (isOurs)
    process.stderr.write('coalm: this is a mistake in coalm; please report it with the lines above\n')
}

function sayError(error: Error): string {
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return `the disk is full${path ? ` (${path})` : ''}; what was written before is kept`
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return `cannot write ${path ?? 'here'} (${code}); choose a folder that can be written`
  if (code === 'ENOTDIR') return `${path}: expected a folder above it, found a file; choose another place`
  return error.message
}
