// GorillaFileSystem: files and directories, and the commands of a shell that work on the current directory.
import { PythonError } from '../../../files/python-error.ts'
import { str } from '../../../files/python-repr.ts'
import type { Dict, Value } from '../../../files/values.ts'
import { negate } from '../python/arithmetic.ts'
import { compare, compareText, contains, equals, getItem, hasKey, isTrue, lookUp } from '../python/compare.ts'
import { fixed } from '../python/number-text.ts'
import { length, slice } from '../python/sequence.ts'
import { asText, join, splitLines, splitWords, stripCharacter, utf8Length } from '../python/text.ts'
import { type Api, dict, type Edition, failure, method, type Scenario } from './api.ts'
import { FORBIDDEN, SIZE_UNITS } from './file-system-constants.ts'
import { Directory, FileNode, fillDirectory, write } from './file-tree.ts'

type State = { edition: Edition; longContext: boolean; root: Directory; current: Directory }

/** The depth at which CPython's recursion ends, counted from the calls around the method. */
const MAX_DEPTH = 950

function load(config: Dict, { edition, longContext }: Scenario): State {
  const root = loadRoot(config, longContext)
  return { edition, longContext: longContext !== null, root, current: root }
}

function loadRoot(config: Dict, longContext: Scenario['longContext']): Directory {
  const [first] = (config.get('root') as Dict | undefined) ?? []
  if (!first) return new Directory('/', null)
  const [name, data] = first as [Value, Dict]
  return fillDirectory(new Directory(name, null), data.get('contents') as Dict, longContext)
}

function has(state: State, name: Value): boolean {
  return hasKey(state.current.contents, name)
}

function item(state: State, name: Value): Value | undefined {
  return state.current.item(name, state.edition !== '2025-02')
}

/** The file of that name in the current directory. */
function file(state: State, name: Value): FileNode | undefined {
  const found = has(state, name) ? item(state, name) : undefined
  return found instanceof FileNode ? found : undefined
}

function isForbidden(name: Value): boolean {
  return Array.from(FORBIDDEN).some(character => contains(name, character))
}

function lines(content: Value): string[] {
  return splitLines(asText(content, 'splitlines'))
}

function navigate(state: State, path: Value): Directory | undefined {
  if (path === null || path === '.') return state.current
  if (path === '/') return state.root
  const text = asText(path, 'strip')
  let directory = text.startsWith('/') ? state.root : state.current
  for (const name of stripCharacter(text, '/').split('/')) {
    const next = directory.item(name, state.edition !== '2025-02')
    if (!(next instanceof Directory)) return undefined
    directory = next
  }
  return directory
}

/** Names up to the top: the root's name is compared with the root itself there, which never equals it. */
function workingDirectory(state: State): Value {
  const path: Value[] = []
  for (let at: Directory | null = state.current; at; at = at.parent) path.push(at.name)
  return dict({ current_working_directory: `/${join('/', path.reverse())}` })
}

function list(state: State, all: Value): Value {
  const names = [...state.current.contents.keys()]
  const shown = isTrue(all) ? names : names.filter(name => !asText(name, 'startswith').startsWith('.'))
  return dict({ current_directory_content: shown })
}

function changeDirectory(state: State, folder: Value): Value {
  if (folder === '..') {
    if (!state.current.parent) return failure('Cuurent directory is already the root. Cannot go back.')
    state.current = state.current.parent
    return dict({})
  }
  const target = navigate(state, folder)
  if (!target)
    return failure(`cd: ${str(folder)}: No such directory. You cannot use path to change directory.`)
  state.current = target
  return dict({ current_working_directory: target.name })
}

function makeDirectory(state: State, name: Value): Value {
  const refused = `mkdir: cannot create directory '${str(name)}'`
  if (isForbidden(name)) return failure(`${refused}: Invalid character`)
  if (has(state, name)) return failure(`${refused}: File exists`)
  state.current.addDirectory(name)
  return null
}

function touch(state: State, name: Value): Value {
  if (isForbidden(name)) return failure(`touch: cannot touch '${str(name)}': Invalid character`)
  if (has(state, name)) return failure(`touch: cannot touch '${str(name)}': File exists`)
  state.current.addFile(name)
  return null
}

function echo(state: State, content: Value, name: Value): Value {
  if (name === null) return dict({ terminal_output: content })
  if (isForbidden(name)) return failure(`echo: cannot touch '${str(name)}': Invalid character`)
  if (!isTrue(name)) return dict({ terminal_output: content })
  if (has(state, name)) write(item(state, name), content)
  else state.current.addFile(name, content)
  return null
}

function cat(state: State, name: Value): Value {
  if (isForbidden(name)) return failure(`cat: '${str(name)}': Invalid character`)
  if (!has(state, name)) return failure(`cat: ${str(name)}: No such file or directory`)
  const found = item(state, name)
  return found instanceof FileNode
    ? dict({ file_content: found.content })
    : failure(`cat: ${str(name)}: Is a directory`)
}

/** The path is only written before the matches; the search begins in the current directory all the same. */
function find(state: State, path: Value, name: Value): Value {
  const matches: Value[] = []
  const base = asText(path, 'rstrip').replace(/\/+$/, '')
  search(state.current, base, 0)
  return dict({ matches })

  function search(directory: Directory, above: string, depth: number): void {
    assertDepth(depth, ' while calling a Python object')
    for (const [itemName, found] of directory.contents) {
      const itemPath = `${above}/${str(itemName)}`
      if (name === null || contains(itemName, name)) matches.push(itemPath)
      if (found instanceof Directory) search(found, itemPath, depth + 1)
    }
  }
}

/** A directory copied into itself holds itself. */
function assertDepth(depth: number, where = ''): void {
  if (depth > MAX_DEPTH) throw new PythonError('RecursionError', `maximum recursion depth exceeded${where}`)
}

function wordCount(state: State, name: Value, mode: Value): Value {
  if (mode !== 'l' && mode !== 'w' && mode !== 'c') return failure(`wc: invalid mode '${str(mode)}'`)
  const found = file(state, name)
  if (!found) return failure(`wc: ${str(name)}: No such file or directory`)
  if (mode === 'l') return dict({ count: lines(found.content).length, type: 'lines' })
  if (mode === 'w') return dict({ count: splitWords(asText(found.content, 'split')).length, type: 'words' })
  return dict({ count: length(found.content), type: 'characters' })
}

function sort(state: State, name: Value): Value {
  const found = file(state, name)
  if (!found) return failure(`sort: ${str(name)}: No such file or directory`)
  return dict({ sorted_content: lines(found.content).sort(compareText).join('\n') })
}

function grep(state: State, name: Value, pattern: Value): Value {
  const found = file(state, name)
  if (!found) return failure(`grep: ${str(name)}: No such file or directory`)
  return dict({ matching_lines: lines(found.content).filter(line => contains(line, pattern)) })
}

function diskUsage(state: State, isReadable: Value): Value {
  const size = sizeOf(state.current, 0)
  return dict({ disk_usage: isTrue(isReadable) ? readableSize(size) : `${size} bytes` })
}

function sizeOf(node: Value, depth: number): number {
  assertDepth(depth)
  if (node instanceof FileNode) return utf8Length(asText(node.content, 'encode'))
  let size = 0
  if (node instanceof Directory) for (const child of node.contents.values()) size += sizeOf(child, depth + 1)
  return size
}

function readableSize(bytes: number): string {
  let size = bytes
  for (const unit of SIZE_UNITS) {
    if (size < 1024) return `${fixed(size, 2)} ${unit}`
    size /= 1024
  }
  return `${fixed(size, 2)} PB`
}

/** No lines at all gives all lines, since the official code cuts at minus nothing. */
function tail(state: State, name: Value, count: Value): Value {
  const found = file(state, name)
  if (!found) return failure(`tail: ${str(name)}: No such file or directory`)
  const all: Value[] = lines(found.content)
  const wanted = compare(count, '>', all.length) ? all.length : count
  const last = slice(all, { start: negate(wanted), stop: null, step: null })
  return dict({ last_lines: join('\n', last as Value[]) })
}

function diff(state: State, one: Value, two: Value): Value {
  const missing = () => failure(`diff: ${str(one)} or ${str(two)}: No such file or directory`)
  if (!has(state, one) || !has(state, two)) return missing()
  const [first, second] = [item(state, one), item(state, two)]
  if (!(first instanceof FileNode && second instanceof FileNode)) return missing()
  const [before, after] = [lines(first.content), lines(second.content)]
  const changed = before
    .slice(0, after.length)
    .flatMap((line, at) => (line === after[at] ? [] : [`- ${line}\n+ ${after[at]}`]))
  return dict({ diff_lines: changed.join('\n') })
}

/** What mv and cp refuse alike, or the item they work on. */
function sourceOf(state: State, command: 'mv' | 'cp', source: Value, destination: Value): Value {
  const verb = command === 'mv' ? 'move' : 'copy'
  if (!has(state, source))
    return failure(`${command}: cannot ${verb} '${str(source)}': No such file or directory`)
  if (contains(destination, '/'))
    return failure(
      command === 'mv'
        ? 'mv: no path allowed in destination. Only file name and folder name is supported for this operation.'
        : "cp: don't allow path in destination. Only file name and folder name is supported for this operation.",
    )
  return item(state, source) as Value
}

/** A moved directory is a new one with the contents of the old, whose children still name the old as parent. */
function move(state: State, source: Value, destination: Value): Value {
  const moved = sourceOf(state, 'mv', source, destination)
  if (moved instanceof Map) return moved
  const [from, to] = [str(source), str(destination)]
  if (!has(state, destination)) {
    removeKey(state.current.contents, source)
    place(state.current, destination, moved, contents => contents)
    return dict({ result: `'${from}' moved to '${to}'` })
  }
  const into = item(state, destination)
  if (!(into instanceof Directory)) return failure(`mv: cannot move '${from}' to '${to}': Not a directory`)
  if (hasKey(into.contents, from)) return failure(`mv: cannot move '${from}' to '${to}/${from}': File exists`)
  removeKey(state.current.contents, source)
  place(into, source, moved, contents => contents)
  return dict({ result: `'${from}' moved to '${to}/${from}'` })
}

/** Whether the copy is there already is asked by a path, which no name is; so a second copy raises. */
function copy(state: State, source: Value, destination: Value): Value {
  const copied = sourceOf(state, 'cp', source, destination)
  if (copied instanceof Map) return copied
  const [from, to] = [str(source), str(destination)]
  if (!has(state, destination)) {
    place(state.current, destination, copied, contents => new Map(contents))
    return dict({ result: `'${from}' copied to '${to}'` })
  }
  const into = item(state, destination)
  if (!(into instanceof Directory)) return failure(`cp: cannot copy '${from}' to '${to}': Not a directory`)
  place(into, source, copied, contents => new Map(contents))
  return dict({ result: `'${from}' copied to '${to}/${from}'` })
}

function place(into: Directory, name: Value, node: Value, contentsOf: (contents: Dict) => Dict): void {
  if (node instanceof FileNode) {
    into.addFile(name, node.content)
    return
  }
  into.addDirectory(name)
  // Found by name again, as the official code does: "." is found in the contents and not as the directory itself.
  ;(getItem(into.contents, name) as Directory).contents = contentsOf((node as Directory).contents)
}

function remove(state: State, name: Value): Value {
  if (!has(state, name)) return failure(`rm: cannot remove '${str(name)}': No such file or directory`)
  removeKey(state.current.contents, name)
  return dict({ result: `'${str(name)}' removed` })
}

function removeDirectory(state: State, name: Value): Value {
  if (!has(state, name)) return failure(`rmdir: cannot remove '${str(name)}': No such file or directory`)
  const found = item(state, name)
  if (!(found instanceof Directory)) return failure(`rmdir: cannot remove '${str(name)}': Not a directory`)
  if (found.contents.size > 0) return failure(`rmdir: failed to remove '${str(name)}': Directory not empty`)
  removeKey(state.current.contents, name)
  return dict({ result: `'${str(name)}' removed` })
}

function removeKey(contents: Dict, name: Value): void {
  for (const key of contents.keys()) if (equals(key, name)) contents.delete(key)
}

const METHODS = {
  pwd: method<State>([], workingDirectory),
  ls: method<State>([['a', false]], list),
  cd: method<State>(['folder'], changeDirectory),
  mkdir: method<State>(['dir_name'], makeDirectory),
  touch: method<State>(['file_name'], touch),
  echo: method<State>(['content', ['file_name', null]], echo),
  cat: method<State>(['file_name'], cat),
  find: method<State>(
    [
      ['path', '.'],
      ['name', null],
    ],
    find,
  ),
  wc: method<State>(['file_name', ['mode', 'l']], wordCount),
  sort: method<State>(['file_name'], sort),
  grep: method<State>(['file_name', 'pattern'], grep),
  du: method<State>([['human_readable', false]], diskUsage),
  tail: method<State>(['file_name', ['lines', 10]], tail),
  diff: method<State>(['file_name1', 'file_name2'], diff),
  mv: method<State>(['source', 'destination'], move),
  rm: method<State>(['file_name'], remove),
  rmdir: method<State>(['dir_name'], removeDirectory),
  cp: method<State>(['source', 'destination'], copy),
}

export const fileSystemApi: Api<State> = {
  name: 'GorillaFileSystem',
  load,
  methods: () => METHODS,
  attributes: ({ longContext, root }) => ({ long_context: longContext, root }),
}

/** The current directory's path for people; the official state leaves it out. */
export function currentPath(state: unknown): Value {
  return lookUp(workingDirectory(state as State) as Dict, 'current_working_directory') ?? null
}
