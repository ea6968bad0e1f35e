// The SyntaxError of CPython, with its place in the text as str(error) shows it.
import { PythonError } from '../../files/python-error.ts'

export function syntaxError(message: string, line: number, type = 'SyntaxError'): PythonError {
  return new PythonError(type, `${message} (<unknown>, line ${line})`)
}
