// Judges the replies to a case of the executable categories: what is expected is what the ground truth comes to.
import { PythonError } from '../../../files/python-error.ts'
import type { Value } from '../../../files/values.ts'
import type { BfclCase } from '../cases.ts'
import { invalid, type Outcome } from '../check/outcome.ts'
import { checkExecutable, type ExecutableRequest } from './check-executable.ts'
import { executeText } from './execute.ts'
import { asksNetwork } from './functions.ts'

/** The expected values and how they are compared, of a case with `ground_truth` and `execution_result_type`. */
export function expectedValues({ entry, id }: BfclCase): Pick<ExecutableRequest, 'expected' | 'types'> {
  const [calls, types] = [entry.get('ground_truth'), entry.get('execution_result_type')]
  if (!Array.isArray(calls) || !Array.isArray(types))
    throw new Error(`bfcl: expected ${id} to have ground_truth and execution_result_type, found it without`)
  const expected = calls.map((call): Value => {
    const executed = executeText(call as string)
    if (executed.ok) return executed.value
    throw new Error(`bfcl: expected the ground truth of ${id} to run, found: ${executed.error}`)
  })
  return { expected, types: types as string[] }
}

/** Cases whose ground truth asks a service: there the same question counts as the same answer, and nothing else does. */
export function isReplayed({ entry }: BfclCase): boolean {
  const calls = entry.get('ground_truth')
  return Array.isArray(calls) && calls.some(call => typeof call === 'string' && asksNetwork(call))
}

/** `decoded` are texts of calls, or the error of a reply that could not be read. */
export function checkExecutableCase(item: BfclCase, decoded: readonly string[] | PythonError): Outcome {
  if (decoded instanceof PythonError)
    return invalid('executable_decoder:decoder_failed', `Failed to decode executable. ${decoded.message}`)
  if (decoded.length === 0)
    return invalid(
      'executable_decoder:wrong_output_format',
      'Did not output in the specified format. Note: the model_result is wrapped in a string to ensure json serializability.',
    )
  return checkExecutable({ category: item.category, decoded, ...expectedValues(item) })
}
