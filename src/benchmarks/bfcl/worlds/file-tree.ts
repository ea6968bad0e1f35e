// Files and directories of the simulated file system.
import { PythonError, valueError } from '../../../files/python-error.ts'
import { repr, str } from '../../../files/python-repr.ts'
import { type Dict, typeName, type Value } from '../../../files/values.ts'
import { add } from '../python/arithmetic.ts'
import { ComparableObject, equals, hasKey, lookUp, setItem } from '../python/compare.ts'
import type { LongContext } from './long-context.ts'

export class FileNode extends ComparableObject {
  readonly type = 'File'
  readonly name: Value
  content: Value

  constructor(name: Value, content: Value) {
    super()
    this.name = name
    this.content = content
  }

  repr(): string {
    return `<<File: ${str(this.name)}, Content: ${str(this.content)}>>`
  }

  override equals(other: Value): boolean {
    return (
      this === other ||
      (other instanceof FileNode && equals(this.name, other.name) && equals(this.content, other.content))
    )
  }
}

export class Directory extends ComparableObject {
  readonly type = 'Directory'
  readonly name: Value
  readonly parent: Directory | null
  contents: Dict = new Map()

  constructor(name: Value, parent: Directory | null) {
    super()
    this.name = name
    this.parent = parent
  }

  repr(): string {
    return `<Directory: ${str(this.name)}, Parent: ${str(this.parent?.name ?? null)}, Contents: ${repr(this.contents)}>`
  }

  override equals(other: Value): boolean {
    return (
      this === other ||
      (other instanceof Directory && equals(this.name, other.name) && equals(this.contents, other.contents))
    )
  }

  addFile(name: Value, content: Value = ''): void {
    if (hasKey(this.contents, name))
      throw valueError(`File '${str(name)}' already exists in directory '${str(this.name)}'.`)
    setItem(this.contents, name, new FileNode(name, content))
  }

  addDirectory(name: Value): Directory {
    if (hasKey(this.contents, name))
      throw valueError(`Directory '${str(name)}' already exists in directory '${str(this.name)}'.`)
    const added = new Directory(name, this)
    setItem(this.contents, name, added)
    return added
  }

  /** The item of that name; `.` is the directory itself where the edition knows it. */
  item(name: Value, knowsDot: boolean): Value | undefined {
    return knowsDot && name === '.' ? this : lookUp(this.contents, name)
  }
}

/** Fills a directory from the configuration; the long context lengthens files and fills the innermost directories. */
export function fillDirectory(
  directory: Directory,
  config: Dict,
  longContext: LongContext | null,
): Directory {
  let isInnermost = true
  for (const [name, data] of config as Map<Value, Dict>) {
    if (data.get('type') === 'directory') {
      isInnermost = false
      const inner = new Directory(name, directory)
      directory.contents.set(name, fillDirectory(inner, data.get('contents') as Dict, longContext))
    } else if (data.get('type') === 'file') {
      directory.contents.set(
        name,
        new FileNode(name, lengthened(name, data.get('content') as Value, longContext)),
      )
    }
  }
  if (isInnermost && longContext)
    for (const name of longContext.list('POPULATE_FILE_EXTENSION')) directory.addFile(name)
  return directory
}

function lengthened(name: Value, content: Value, longContext: LongContext | null): Value {
  if (!longContext || longContext.list('FILES_TAIL_USED').includes(name)) return content
  return add(content, longContext.text('FILE_CONTENT_EXTENSION'))
}

/** A file where a directory may be: only files can be written. */
export function write(node: Value | undefined, content: Value): void {
  if (node instanceof FileNode) node.content = content
  else throw new PythonError('AttributeError', `'${typeName(node ?? null)}' object has no attribute '_write'`)
}
