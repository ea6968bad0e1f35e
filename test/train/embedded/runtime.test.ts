// The line that installs what training needs.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { findRuntime, loadRuntime, runtimeInstallLine } from '../../../src/train/embedded/runtime.ts'

test('it goes into the cache, and runs no script', () => {
  const before = process.env.COALM_CACHE
  process.env.COALM_CACHE = '/somewhere'
  try {
    assert.equal(
      runtimeInstallLine(),
      'npm install --prefix /somewhere/trainer --ignore-scripts onnxruntime-node@1.30.0',
    )
  } finally {
    if (before === undefined) delete process.env.COALM_CACHE
    else process.env.COALM_CACHE = before
  }
})

test("the project's own is found and loaded", async () => {
  const path = await findRuntime()
  assert.ok(existsSync(path))
  assert.equal(typeof (await loadRuntime(path)).InferenceSession.create, 'function')
})
