// The tree-sitter grammars that Java and JavaScript calls are read with, as WebAssembly, loaded once.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Node, Parser, Tree } from 'web-tree-sitter'
import { PythonError } from '../../../files/python-error.ts'

export type { Node } from 'web-tree-sitter'

const parsers = new Map<'java' | 'javascript', Parser>()
let loading: Promise<void> | undefined

/** To be awaited once before Java or JavaScript replies are decoded. */
export function loadGrammars(): Promise<void> {
  loading ??= load()
  return loading
}

async function load(): Promise<void> {
  const { Language, Parser } = await import('web-tree-sitter')
  await Parser.init()
  for (const language of ['java', 'javascript'] as const) {
    const parser = new Parser()
    parser.setLanguage(await Language.load(grammarPath(language)))
    parsers.set(language, parser)
  }
}

/** The build copies the grammars beside the code; in the sources they are where npm put them. */
function grammarPath(language: string): string {
  const built = fileURLToPath(new URL(`../../../grammars/tree-sitter-${language}.wasm`, import.meta.url))
  if (existsSync(built)) return built
  return createRequire(import.meta.url).resolve(`tree-sitter-${language}/tree-sitter-${language}.wasm`)
}

/**
 * Parses a text, hands its root node to `read` and frees the tree. Throws a `PythonError` where the text has an error
 * that the grammar does not mend by a single missing token, or cannot be sent to it.
 */
export function withTree<Result>(
  language: 'java' | 'javascript',
  text: string,
  read: (root: Node) => Result,
): Result {
  const tree = parse(language, text)
  try {
    if (hasErrorNode(tree))
      throw new PythonError(
        'SyntaxError',
        language === 'java' ? 'Error parsing java the source code.' : 'Error js parsing the source code.',
      )
    return read(tree.rootNode)
  } finally {
    tree.delete()
  }
}

function parse(language: 'java' | 'javascript', text: string): Tree {
  const parser = parsers.get(language)
  if (!parser)
    throw new Error(
      `bfcl: expected the ${language} grammar; await loadGrammars() before decoding ${language}`,
    )
  const tree = parser.parse(text)
  if (!tree) throw new Error(`bfcl: expected a tree, found that the ${language} grammar gave none`)
  return tree
}

/** `hasError` also counts tokens that are only missing, which the official code lets pass. */
function hasErrorNode(tree: Tree): boolean {
  if (!tree.rootNode.hasError) return false
  const cursor = tree.walk()
  try {
    for (;;) {
      if (cursor.currentNode.isError) return true
      if (cursor.currentNode.hasError && cursor.gotoFirstChild()) continue
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return false
    }
  } finally {
    cursor.delete()
  }
}
