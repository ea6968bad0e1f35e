// Calls against the possible answers: one call, one of several functions, several calls in any order (ast_checker.py).
import { PythonError } from '../../../files/python-error.ts'
import { repr, str } from '../../../files/python-repr.ts'
import { type Dict, float, isInteger, Tuple, toNumber, typeName, type Value } from '../../../files/values.ts'
import type { Documents } from './documents.ts'
import { contains } from './equal.ts'
import { JAVA_TYPES, javaValue } from './java-values.ts'
import { JAVASCRIPT_TYPES, javascriptValue } from './javascript-values.ts'
import { dictOf, elementsOf, invalid, itemOf, marksOptional, type Outcome, VALID } from './outcome.ts'
import { checkDict, checkList, checkListOfDicts, checkString, checkType, type Expected } from './values.ts'

export type Language = 'python' | 'java' | 'javascript'

/** `dotsToUnderscores`: the model's function names hold `_` for `.`, as those of native tool calls do. */
export type CheckRequest = {
  category: string
  language: Language
  documents: Documents
  answers: Value[]
  calls: Value[]
  dotsToUnderscores: boolean
}

/** ast_checker: which of the three ways a category is judged by. */
export function checkCalls(request: CheckRequest): Outcome {
  if (request.category.includes('parallel')) return checkParallel(request)
  if (request.category.includes('multiple')) return checkMultiple(request)
  if (request.calls.length !== 1)
    return invalid('simple_function_checker:wrong_count', 'Wrong number of functions.')
  return checkCall(request, request.documents.first(), request.calls[0]!, request.answers[0]!)
}

function checkMultiple(request: CheckRequest): Outcome {
  const { documents, calls, answers } = request
  if (calls.length !== answers.length)
    return invalid('multiple_function_checker:wrong_count', 'Wrong number of functions.')
  return checkCall(request, documents.named(nameOf(answers[0]!)), calls[0]!, answers[0]!)
}

/** Each answer in turn takes the first call left that fits it; nothing is ever taken back. */
function checkParallel(request: CheckRequest): Outcome {
  const { documents, calls, answers } = request
  if (calls.length !== answers.length)
    return invalid('parallel_function_checker_no_order:wrong_count', 'Wrong number of functions.')
  const taken = new Set<number>()
  for (const [at, answer] of answers.entries()) {
    const document = documents.named(nameOf(answer))
    const left = [...calls.keys()].filter(index => !taken.has(index))
    const errors: Value[] = []
    const fitting = left.find(index => {
      const outcome = checkCall(request, document, calls[index]!, answer)
      if (!outcome.valid) errors.push(triedCall(index, outcome, calls[index]!, answer))
      return outcome.valid
    })
    if (fitting === undefined)
      return invalid(
        'parallel_function_checker_no_order:cannot_find_match',
        `Could not find a matching function among index ${str(left)} of model output for index ${at} of possible answers.`,
        ...errors,
      )
    taken.add(fitting)
  }
  return VALID
}

function triedCall(index: number, outcome: Outcome, call: Value, answer: Value): Value {
  const details: [Value, Value][] = [
    ['sub_error', outcome.errors],
    ['sub_error_type', outcome.errorType],
    ['model_output_item', call],
    ['possible_answer_item', answer],
  ]
  return new Map([[`Model Result Index ${index}`, new Map(details)]])
}

function nameOf(answer: Value): Value {
  return [...dictOf(answer, 'keys').keys()][0]!
}

/** simple_function_checker: name, required parameters, then each given one, then those that may not be left out. */
function checkCall(request: CheckRequest, document: Value | undefined, call: Value, answer: Value): Outcome {
  const allowed = [...dictOf(answer, 'values').values()][0]!
  const written = itemOf(document, 'name') as string
  const parameters = itemOf(document, 'parameters')
  const properties = itemOf(parameters, 'properties')
  const required = itemOf(parameters, 'required')
  const name = request.dotsToUnderscores ? written.replaceAll('.', '_') : written
  const given = (call as Dict).get(name)
  if (given === undefined)
    return invalid(
      'simple_function_checker:wrong_func_name',
      `Function name ${repr(name)} not found in model output.`,
    )
  const found = given as Dict
  for (const parameter of elementsOf(required))
    if (!found.has(parameter))
      return invalid(
        'simple_function_checker:missing_required',
        `Missing required parameter: ${repr(parameter)}.`,
      )
  for (const [parameter, value] of found) {
    const outcome = checkParameter({ language: request.language, properties, allowed, parameter, value })
    if (!outcome.valid) return outcome
  }
  for (const [parameter, answers] of dictOf(allowed, 'items'))
    if (!found.has(parameter) && !marksOptional(answers))
      return invalid(
        'simple_function_checker:missing_optional',
        `Optional parameter ${repr(parameter)} not provided and not marked as optional.`,
      )
  return VALID
}

type Parameter = { language: Language; properties: Value; allowed: Value; parameter: Value; value: Value }

function checkParameter({ language, properties, allowed, parameter, value }: Parameter): Outcome {
  const details = properties instanceof Map ? properties.get(parameter) : undefined
  const answers = allowed instanceof Map ? allowed.get(parameter) : undefined
  if (details === undefined || answers === undefined)
    return invalid('simple_function_checker:unexpected_param', `Unexpected parameter: ${repr(parameter)}.`)
  const type = itemOf(details, 'type') as string
  if (language === 'python') {
    const expected = expectedPython(details, type)
    return compare(parameter, pythonValue(value, type), answers, expected)
  }
  const types = language === 'java' ? JAVA_TYPES : JAVASCRIPT_TYPES
  const python = typeIn(types, type)
  if (typeof value !== 'string')
    return invalid(
      language === 'java' ? 'type_error:java' : 'type_error:js',
      `Incorrect type for parameter ${repr(parameter)}. Expected type String, got ${typeName(value)}. Parameter value: ${repr(value)}.`,
    )
  const read = language === 'java' ? javaValue : javascriptValue
  if (!NESTED.has(type)) return compare(parameter, read(value, type), answers, { type, python })
  const itemType = itemOf(itemOf(details, 'items'), 'type') as string
  const item = typeIn(types, itemType)
  return compare(parameter, read(value, type, itemType), answers, { type, python, item })
}

const NESTED = new Set(['Array', 'ArrayList', 'array'])

const PYTHON_TYPES = new Map([
  ['string', 'str'],
  ['integer', 'int'],
  ['float', 'float'],
  ['boolean', 'bool'],
  ['array', 'list'],
  ['tuple', 'list'],
  ['dict', 'dict'],
  ['any', 'str'],
])

function expectedPython(details: Value, type: string): Expected {
  const python = typeIn(PYTHON_TYPES, type)
  if (type !== 'array' && type !== 'tuple') return { type, python }
  return { type, python, item: typeIn(PYTHON_TYPES, itemOf(itemOf(details, 'items'), 'type') as string) }
}

function typeIn(types: Map<string, string>, type: string): string {
  const python = types.get(type)
  if (python === undefined) throw new PythonError('KeyError', repr(type), type)
  return python
}

/** A tuple stands for a list where a tuple is asked for, and an integer for a float; neither inside of lists. */
function pythonValue(value: Value, type: string): Value {
  if (type === 'tuple' && value instanceof Tuple) return value.items
  if (type === 'float' && isInteger(value)) return toFloat(value)
  return value
}

function toFloat(value: number | bigint): Value {
  const number = toNumber(value)!
  if (!Number.isFinite(number)) throw new PythonError('OverflowError', 'int too large to convert to float')
  return float(number)
}

function compare(parameter: Value, value: Value, answers: Value, expected: Expected): Outcome {
  const type = checkType(parameter, value, answers, expected)
  if (!type.valid) return type
  if (!type.isVariable) {
    if (expected.python === 'dict') return checkDict(value, answers)
    if (expected.python === 'list')
      return expected.item === 'dict'
        ? checkListOfDicts(value as Value[], answers)
        : checkList(parameter, value as Value[], answers)
    if (expected.python === 'str') return checkString(parameter, value as string, answers)
  }
  if (typeof answers === 'string' ? answers.includes(String(value)) : contains(elementsOf(answers), value))
    return VALID
  return invalid(
    'value_error:others',
    `Invalid value for parameter ${repr(parameter)}: ${repr(value)}. Expected one of ${str(answers)}.`,
  )
}
