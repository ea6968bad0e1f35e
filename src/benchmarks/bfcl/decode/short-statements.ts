// Where the official parser skips a few bytes rather than adding a missing semicolon, which makes the reply an error.
import type { Node } from './grammars.ts'

/**
 * tree-sitter takes the cheapest way out of an error: a missing token costs 610, skipping 600 and one for each byte. The
 * official parser counts bytes of UTF-8, ours of UTF-16, so that texts of six to ten bytes come out as another tree
 * here. For a tree whose only errors are missing tokens, this says whether skipping would have been cheaper.
 */
export function wouldSkip(root: Node, options: { skipsNames: boolean }): boolean {
  const [first, next] = solid(root)
  const content = first && withoutSemicolon(first)
  if (!content) return false
  if (isShort(content.text)) return true
  return options.skipsNames && next !== undefined && startsWithShortName(root, content, next)
}

const MOST_BYTES = 10

/** Every line skipped costs as much as thirty bytes. */
function isShort(text: string): boolean {
  return Buffer.byteLength(text) <= MOST_BYTES && !text.includes('\n')
}

/** The one part of a statement that only lacks its semicolon. */
function withoutSemicolon(statement: Node): Node | undefined {
  const [content, semicolon, ...more] = solid(statement)
  return semicolon?.isMissing && more.length === 0 ? content : undefined
}

/** `a b(c)`: without the name `b`, `a(c)` is a call. */
function startsWithShortName(root: Node, content: Node, next: Node): boolean {
  let leaf = next
  while (leaf.firstChild) leaf = leaf.firstChild
  const { text } = root
  const [from, to] = [content.endIndex - root.startIndex, leaf.endIndex - root.startIndex]
  return leaf.type === 'identifier' && text[to] === '(' && isShort(text.slice(from, to))
}

/** The children that are no comments. */
function solid(node: Node): Node[] {
  return node.children.filter(child => !child.isExtra)
}
