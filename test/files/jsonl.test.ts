// Appending, torn tails, and errors that name the line.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writeFileAtomic } from '../../src/files/atomic.ts'
import { jsonHash } from '../../src/files/hash.ts'
import { openJsonLines, readJsonLines, repairTornTail } from '../../src/files/jsonl.ts'

const folder = mkdtempSync(join(tmpdir(), 'coalm-jsonl-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a file cut at any byte keeps its whole lines, and goes on after them', () => {
  const path = join(folder, 'rows.jsonl')
  const rows = [{ format: 'x' }, { text: 'é\u2028"\n' }, { n: 1 }]
  const whole = rows.map(row => `${JSON.stringify(row)}\n`).join('')
  const bytes = Buffer.from(whole)
  for (let size = 0; size <= bytes.length; size++) {
    writeFileSync(path, bytes.subarray(0, size))
    const kept = [...readJsonLines(path)].length
    const writer = openJsonLines(path, { format: 'x' })
    writer.append({ last: true })
    writer.close()
    const back = [...readJsonLines(path)]
    assert.deepEqual(back.at(-1), { last: true })
    assert.deepEqual(back[0], { format: 'x' })
    assert.equal(back.length, Math.max(kept, 1) + 1, `cut at byte ${size}`)
  }
})

test('the torn tail of a long file is cut, and its size told', () => {
  const path = join(folder, 'long.jsonl')
  writeFileSync(path, `{"a":1}\n${'x'.repeat(200_000)}`)
  assert.equal(repairTornTail(path), 200_000)
  assert.equal(readFileSync(path, 'utf8'), '{"a":1}\n')
  assert.equal(repairTornTail(join(folder, 'absent.jsonl')), 0)
})

test('a broken line names file and line', () => {
  const path = join(folder, 'broken.jsonl')
  writeFileSync(path, '{"a":1}\n\nnope\n')
  assert.throws(
    () => [...readJsonLines(path)],
    /broken\.jsonl, line 3: expected one JSON value, found "nope"/,
  )
})

test('a file is written whole or not at all', () => {
  const path = join(folder, 'deep', 'whole.txt')
  writeFileAtomic(path, 'one')
  writeFileAtomic(path, 'two')
  assert.equal(readFileSync(path, 'utf8'), 'two')
  assert.throws(() => writeFileAtomic(join(path, 'under-a-file'), 'x'))
})

test('equal values have equal hashes, whatever the order of their keys', () => {
  assert.equal(jsonHash({ a: 1, b: [1, { c: 2, d: 3 }] }), jsonHash({ b: [1, { d: 3, c: 2 }], a: 1 }))
  assert.notEqual(jsonHash([1, 2]), jsonHash([2, 1]))
})
