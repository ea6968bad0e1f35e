// Responses: equal to PyPI rouge pair by pair, errors included, with what the two official evaluators make of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rougeL, scorePlanResponse, scoreResponse } from '../../../src/benchmarks/apibank/response.ts'
import { PythonError } from '../../../src/files/python-error.ts'
import { golden } from './golden.ts'

test('every golden pair has the score or the error of the package', () => {
  for (const [prediction, reference, expected] of golden<[string, string, number | [string, string]]>(
    'response',
  )) {
    const found = scoreOrError(prediction, reference)
    if (typeof expected === 'number' && typeof found === 'number')
      assert.ok(Math.abs(found - expected) < 1e-12, JSON.stringify([prediction, reference, found, expected]))
    else assert.deepEqual(found, expected)
  }
})

function scoreOrError(prediction: string, reference: string): number | [string, string] {
  try {
    return rougeL(prediction, reference)
  } catch (error) {
    if (error instanceof PythonError) return [error.type, error.message]
    throw error
  }
}

test('levels 1 and 2 round, level 3 drops the labels of the speakers', () => {
  assert.equal(scoreResponse('The heron sat.', 'The heron sat.'), 1)
  assert.equal(scoreResponse('', 'The heron sat.'), 0)
  assert.ok(scorePlanResponse('AI: The heron sat.', 'The heron sat.') > 0.99999)
  assert.equal(scorePlanResponse(' AI: ', 'x'), 0)
})
