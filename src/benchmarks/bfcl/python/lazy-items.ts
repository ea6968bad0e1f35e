// What can be walked and is no list: a range, a generator, the keys of a dictionary.
import { PythonObject, type Value } from '../../../files/values.ts'

export class LazyItems extends PythonObject {
  readonly type: string
  readonly values: Value[]
  private readonly text: string

  constructor(type: string, values: Value[], text = `<${type} object>`) {
    super()
    this.type = type
    this.values = values
    this.text = text
  }

  repr(): string {
    return this.text
  }

  get hasLength(): boolean {
    return this.type === 'range' || this.type.startsWith('dict_')
  }
}
