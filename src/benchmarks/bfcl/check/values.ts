// Values against the allowed ones: types, texts, lists, dictionaries and lists of dictionaries, as ast_checker.py compares them.
import { repr, str } from '../../../files/python-repr.ts'
import { typeName, type Value } from '../../../files/values.ts'
import { contains, equal } from './equal.ts'
import { dictOf, elementsOf, indexedItems, invalid, marksOptional, type Outcome, VALID } from './outcome.ts'

/** `type` is the declared type's word in the document, `python` its Python type, `item` the Python type of items. */
export type Expected = { type: string; python: string; item?: string }

/**
 * type_checker. `isVariable`: the answers are of another type than the document declares, so that only plain equality
 * counts from there on. Items are looked at one level deep.
 */
export function checkType(
  parameter: Value,
  value: Value,
  answers: Value,
  expected: Expected,
): Outcome & { isVariable?: boolean } {
  const answerType = firstAnswerType(answers)
  const isVariable = answerType !== undefined && answerType !== expected.python
  const given = typeName(value)
  const errors: Value[] = []
  if (given === expected.python) {
    if (expected.item === undefined) return { ...VALID, isVariable }
    if (elementsOf(answers).some(answer => itemsHaveType(parameter, value, answer, expected.item!)))
      return { ...VALID, isVariable }
    errors.push(
      `Nested type checking failed for parameter ${repr(parameter)}. Expected outer type ${expected.type} with inner type ${className(expected.item)}. Parameter value: ${repr(value)}.`,
    )
    // The official code goes on: a list for which the answer is a list too keeps the nested error.
    if (answerType === given) return { ...invalid('type_error:nested', ...errors), isVariable: true }
  }
  if (answerType === given) return { ...VALID, isVariable: true }
  errors.push(
    `Incorrect type for parameter ${repr(parameter)}. Expected type ${expected.type}, got ${given}. Parameter value: ${repr(value)}.`,
  )
  return invalid('type_error:simple', ...errors)
}

function itemsHaveType(parameter: Value, value: Value, answer: Value, item: string): boolean {
  if (!Array.isArray(answer)) return true
  return elementsOf(value).every(
    one => checkType(parameter, one, answer, { type: className(item), python: item }).valid,
  )
}

function className(python: string): string {
  return `<class '${python}'>`
}

function firstAnswerType(answers: Value): string | undefined {
  const first = elementsOf(answers).find(answer => answer !== '')
  return first === undefined ? undefined : typeName(first)
}

/** standardize_string: without space and `,./-_*^`, in lower case, single quotes as double ones. */
export function standardise(text: string): string {
  return text
    .replace(/[ ,./\-_*^]/g, '')
    .toLowerCase()
    .replaceAll("'", '"')
}

function standardised(value: Value): Value {
  return typeof value === 'string' ? standardise(value) : value
}

/** string_checker: answers that are no texts are left out. */
export function checkString(parameter: Value, value: string, answers: Value): Outcome {
  const text = standardise(value)
  if (indexedItems(answers).some(answer => typeof answer === 'string' && standardise(answer) === text))
    return VALID
  return invalid(
    'value_error:string',
    `Invalid value for parameter ${repr(parameter)}: ${repr(value)}. Expected one of ${str(answers)}. Case insensitive.`,
  )
}

/** list_checker: texts are standardised at the top level alone; an answer "" counts as the empty list. */
export function checkList(parameter: Value, value: Value[], answers: Value): Outcome {
  const items = value.map(standardised)
  const allowed = indexedItems(answers).map(answer => indexedItems(answer).map(standardised))
  if (contains(allowed, items)) return VALID
  return invalid(
    'value_error:list/tuple',
    `Invalid value for parameter ${repr(parameter)}: ${repr(value)}. Expected one of ${str(answers)}.`,
  )
}

/** dict_checker: the result of the last answer counts where none fits. */
export function checkDict(value: Value, answers: Value): Outcome {
  let outcome = invalid('dict_checker:unclear')
  for (const answer of indexedItems(answers)) {
    if (answer === '') continue
    outcome = checkOneDict(value, answer)
    if (outcome.valid) return outcome
  }
  return outcome
}

/** A missing key is looked for even after a wrong value was found: the error type is then that of the missing key. */
function checkOneDict(value: Value, answer: Value): Outcome {
  const errors: Value[] = []
  let errorType = ''
  const given = dictOf(value, 'items')
  for (const [key, item] of given) {
    const found = answer instanceof Map ? answer.get(key) : elementsOf(answer).find(one => equal(one, key))
    if (found === undefined) {
      errorType = 'value_error:dict_key'
      errors.push(`Unexpected dict key parameter: '${str(key)}'.`)
      break
    }
    const allowed = indexedItems(found).map(standardised)
    if (!contains(allowed, standardised(item))) {
      errorType = 'value_error:dict_value'
      errors.push(`Invalid value for parameter ${repr(key)}: ${repr(item)}. Expected one of ${str(allowed)}.`)
      break
    }
  }
  for (const [key, allowed] of dictOf(answer, 'items'))
    if (!given.has(key) && !marksOptional(allowed)) {
      errorType = 'value_error:dict_key'
      errors.push(`Missing dict key parameter: '${str(key)}'.`)
      break
    }
  return errors.length === 0 ? VALID : invalid(errorType, ...errors)
}

/** list_dict_checker: the same number and the same order in at least one answer. */
export function checkListOfDicts(value: Value[], answers: Value): Outcome {
  let outcome = invalid('list_dict_checker:unclear')
  for (const answer of indexedItems(answers)) {
    const wanted = lengthAndItems(answer)
    if (value.length !== wanted.length) {
      outcome = invalid('value_error:list_dict_count', 'Wrong number of dictionaries in the list.')
      continue
    }
    const failed = firstFailure(value, wanted)
    if (!failed) return VALID
    outcome = failed
  }
  return outcome
}

function firstFailure(value: Value[], wanted: Indexed): Outcome | undefined {
  for (const [at, item] of value.entries()) {
    const outcome = checkDict(item, [wanted.at(at)])
    if (!outcome.valid) return outcome
  }
  return undefined
}

type Indexed = { length: number; at(index: number): Value }

function lengthAndItems(answer: Value): Indexed {
  if (answer instanceof Map) return { length: answer.size, at: () => indexedItems(answer)[0]! }
  const items = indexedItems(answer)
  return { length: items.length, at: index => items[index]! }
}
