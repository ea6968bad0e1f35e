// Builds dist/: the compiled sources, and beside them the grammars that BFCL's Java and JavaScript calls are read with.
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const GRAMMARS = [
  'tree-sitter-java/tree-sitter-java.wasm',
  'tree-sitter-javascript/tree-sitter-javascript.wasm',
]

rmSync('dist', { recursive: true, force: true })
const compiled = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)

mkdirSync('dist/grammars', { recursive: true })
for (const grammar of GRAMMARS)
  copyFileSync(require.resolve(grammar), `dist/grammars/${grammar.split('/').at(-1)}`)
chmodSync('dist/cli.js', 0o755)
writeFileSync('dist/.built', '')
