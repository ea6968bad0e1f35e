// Evaluates the text of an expression over given names, as Python's `eval` does.
import { parseExpressionText } from '../../../formats/python/parse.ts'
import type { Expression } from '../../../formats/python/tree.ts'
import { PythonError } from '../../../files/python-error.ts'
import type { Value } from '../../../files/values.ts'
import { newBudget } from './budget.ts'
import { builtin } from './builtins.ts'
import { evaluate } from './evaluate.ts'

/** `line` is the line of its source that the text stands on, as syntax errors tell it. Throws a `PythonError`. */
export function evaluateWith(names: Map<string, Value>, text: string, line = 1): Value {
  return evaluate(parse(text, line), { names, outer: null, builtin, budget: newBudget() })
}

/** The value of an expression that names nothing but built-ins. */
export function evaluatePlainText(text: string): Value {
  return evaluateWith(new Map(), text)
}

/** `eval` lets spaces and tabs stand before the expression, and names the text "<string>" in its errors. */
function parse(text: string, line: number): Expression {
  const expression = text.replace(/^[ \t]+/, '')
  if (expression === '')
    throw new PythonError('SyntaxError', `invalid syntax (<string>, line ${line - 1 || 0})`)
  try {
    return parseExpressionText(expression)
  } catch (error) {
    if (error instanceof PythonError)
      throw new PythonError(
        error.type,
        error.message.replace(
          /\(<unknown>, line (\d+)\)$/,
          (_, at) => `(<string>, line ${Number(at) + line - 1})`,
        ),
      )
    throw error
  }
}
